import { describe, expect, it } from 'vitest'
import type { ToolResultBlock } from '../../../shared/session.ts'
import { countLines, exitCode, resultText, resultUnknown, withoutExitCode } from './resultText.ts'

function result(content: ToolResultBlock['content']): ToolResultBlock {
  return { type: 'tool_result', tool_use_id: 't1', content, is_error: false }
}

describe('resultText', () => {
  it('joins text parts and leaves the others out', () => {
    const parts = [
      { type: 'text' as const, text: 'one' },
      { type: 'unknown' as const, raw: 1 },
      { type: 'text' as const, text: 'two' }
    ]
    expect(resultText(result(parts))).toBe('one\ntwo')
  })

  it('drops what was meant for a terminal', () => {
    expect(
      resultText(result('\u001b[31mred\u001b[0m \u001b]8;;http://x\u0007link\u001b]8;;\u0007\u001b[2K'))
    ).toBe('red link')
  })

  it('counts lines as people do', () => {
    expect(['', 'a', 'a\n', 'a\nb', '\n'].map(countLines)).toEqual([0, 1, 1, 2, 1])
  })

  it('reads the exit code of a command that failed', () => {
    const failed = { ...result('Exit code 3\nerr'), is_error: true }
    expect(
      [failed, { ...failed, is_error: false }, { ...failed, content: 'Exit code' }].map(exitCode)
    ).toEqual([3, null, null])
    expect(withoutExitCode('Exit code 3\nerr')).toBe('err')
    expect(withoutExitCode('Exit code 3')).toBe('')
  })

  it('keeps parts it does not know', () => {
    expect(resultUnknown(result([{ type: 'unknown', raw: { type: 'audio' } }]))).toEqual([{ type: 'audio' }])
  })
})
