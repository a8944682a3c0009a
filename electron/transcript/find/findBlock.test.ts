import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { findToolResult } from '../../../tests/support/claude/testClaudeReading.ts'
import { PREVIEW_LENGTH } from '../record/blocks.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  resultLine,
  toText,
  toolUse
} from '../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()

it('finds the whole of a result, among lines that only speak of it', async () => {
  const long = 'x'.repeat(5 * PREVIEW_LENGTH)
  const lines = [
    promptLine('p1', null),
    answerLine('a1', 'p1', 'm1', toolUse('t1')),
    resultLine('r1', 'a1', 't1', long),
    promptLine('p2', 'r1', 'what is "t1"?'),
    ...Array.from({ length: 300 }, (_, at) => promptLine(`q${at}`, null, 'y'.repeat(2000))),
    answerLine('a2', 'p2', 'm2', { type: 'tool_use', id: 't2', name: 'X', input: { of: 't1' } })
  ]
  const file = await folder.write(toText(lines))
  expect(await findToolResult(file, 't1')).toStrictEqual({
    type: 'tool_result',
    tool_use_id: 't1',
    content: long,
    is_error: false
  })
  expect(await findToolResult(file, 't2')).toBeNull()
})

it('finds the whole of a result a subagent got', async () => {
  const file = await folder.write(toText([promptLine('p1', null)]))
  await mkdir(join(folder.path, 'session', 'subagents'), { recursive: true })
  const long = 'x'.repeat(2 * PREVIEW_LENGTH)
  for (const [name, id] of [
    ['a', 't1'],
    ['b', 't2']
  ] as const) {
    await folder.write(
      toText([resultLine('r1', null, id, long)]),
      join('session', 'subagents', `agent-${name}.jsonl`)
    )
  }
  expect((await findToolResult(file, 't2'))?.content).toBe(long)
  expect(await findToolResult(file, 't3')).toBeNull()
})
