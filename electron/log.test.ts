import { expect, test } from 'vitest'
import { createLog, withoutQuotedText } from './log.ts'
import { messageOf } from '../shared/errors.ts'

/** What the log files get. */
function logged(facts: object, level = 'silent'): string {
  const lines: string[] = []
  createLog({ write: (line) => void lines.push(line) }, level).debug(facts, 'it happened')
  return lines.join('')
}

function parseError(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return messageOf(error)
  }
}

test.each([
  ['a short text', 'canary words'],
  ['a long text', `canary words ${'and more '.repeat(40)}`],
  ['the middle of a text', `{"text": "${'x'.repeat(80)}", canary words and more ${'y'.repeat(80)}}`],
  ['quotes', 'canary "words" and "more"'],
  ['a bad line break', '{"a":"canary\nwords"}']
])('of %s that is no JSON no word is logged', (_what, text) => {
  const line = `${JSON.stringify({ level: 50, error: parseError(text), msg: 'a request failed' })}\n`
  const safe = withoutQuotedText(line)
  expect(safe).not.toContain('canary')
  expect(safe).toContain('"msg":"a request failed"')
  expect(() => void JSON.parse(safe)).not.toThrow()
})

test('other lines stay as they are', () => {
  const line = '{"level":30,"msg":"serving \\"all\\""}\n'
  expect(withoutQuotedText(line)).toBe(line)
})

test('nothing is written below the level', () => {
  expect([logged({ a: 1 }), logged({ a: 1 }, 'warn')]).toEqual(['', ''])
})
