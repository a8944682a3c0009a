/** Agents of a workflow, and of older versions, are shown and counted. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readerIn, usage } from '../../../../tests/support/claude/testReading.ts'
import {
  answerLine,
  folderForEach,
  promptLine,
  resultLine,
  said,
  toText
} from '../../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../../tests/support/transcript/testTranscript.ts'

const folder = folderForEach()
const read = readerIn(folder)

const side = (name: string, tokens: number): string =>
  toText(
    [
      promptLine(`${name}p`, null, `Prompt of ${name}`),
      answerLine(`${name}a`, `${name}p`, `msg_${name}`, said(`Report of ${name}`), 0, usage(tokens))
    ].map((line) => ({ ...line, isSidechain: true, agentId: name }))
  )
const write = async (name: string, content: string): Promise<void> => {
  await mkdir(join(folder.path, 'session', 'subagents', name, '..'), { recursive: true })
  await folder.write(content, join('session', 'subagents', name))
}
const use = (id: string, name: string): { type: 'tool_use'; id: string; name: string; input: object } => ({
  type: 'tool_use',
  id,
  name,
  input: {}
})

it('are shown in the workflow and counted, wherever they lie', async () => {
  await write('agent-flat.jsonl', side('flat', 1000))
  await write('agent-flat.meta.json', '{"toolUseId":"t2"}')
  await write('workflows/wf_01/agent-w1.jsonl', side('w1', 50_000))
  await write('workflows/wf_01/agent-w2.jsonl', side('w2', 60_000))
  await write('workflows/wf_01/journal.jsonl', '{"type":"started","agentId":"w1"}\n')
  await write('deeper/still/agent-d.jsonl', side('d', 7))
  const lines = [
    promptLine('p', null),
    answerLine('a1', 'p', 'm1', use('t1', 'Workflow'), 0, usage(100, 20)),
    resultLine('r1', 'a1', 't1', 'Finished.'),
    answerLine('a2', 'r1', 'm2', use('t2', 'Agent'), 0, usage(100, 20)),
    resultLine('r2', 'a2', 't2', 'Seven.')
  ]
  const { said: words, tokens, panel, usage: used } = await read(lines)
  expect([tokens, panel, used.subagents.input]).toStrictEqual([111_247, 111_247, 111_007])
  expect(words).toStrictEqual([
    'user: p',
    'assistant: [Workflow]',
    'user t1: Prompt of w1',
    'assistant t1: Report of w1',
    'user t1: Prompt of w2',
    'assistant t1: Report of w2',
    'user: =Finished.',
    'assistant: [Agent]',
    'user t2: Prompt of flat',
    'assistant t2: Report of flat',
    'user: =Seven.'
  ])
})

it('belong to the workflow whose result names their run', async () => {
  for (const run of ['wf_a-1', 'wf_b-2']) await write(`workflows/${run}/agent-${run}.jsonl`, side(run, 1))
  const lines = [
    promptLine('p', null),
    answerLine('a1', 'p', 'm1', use('t1', 'Workflow')),
    { ...resultLine('r1', 'a1', 't1', 'Run ID: wf_b-2'), toolUseResult: { runId: 'wf_b-2' } },
    answerLine('a2', 'r1', 'm2', use('t2', 'Workflow')),
    { ...resultLine('r2', 'a2', 't2', 'Run ID: wf_a-1'), toolUseResult: { runId: 'wf_a-1' } }
  ]
  const shown = (await read(lines)).said.filter((words) => words.includes('Report'))
  expect(shown).toStrictEqual(['assistant t1: Report of wf_b-2', 'assistant t2: Report of wf_a-1'])
})

it('of older versions stand in the session’s own file, and are its subagents’ steps', async () => {
  const task = (id: string, prompt: string): object => ({
    type: 'tool_use',
    id,
    name: 'Task',
    input: { prompt }
  })
  const inside = (line: Line): Line => ({ ...line, isSidechain: true })
  const lines = [
    promptLine('p', null),
    answerLine('a1', 'p', 'm1', task('t1', 'Count ducks'), 0),
    answerLine('a2', 'a1', 'm1', task('t2', 'Count geese'), 1),
    inside(promptLine('g', null, 'Count geese')),
    inside(promptLine('d', null, 'Count ducks')),
    inside(answerLine('ga', 'g', 'mg', said('Nine geese'), 0, usage(5, 5))),
    inside(answerLine('da', 'd', 'md', said('Two ducks'), 0, usage(5, 5))),
    resultLine('r1', 'a1', 't1', 'Two'),
    resultLine('r2', 'a2', 't2', 'Nine')
  ]
  const { said: words, messages, tokens } = await read(lines)
  expect(words.filter((line) => / t\d:/.test(line))).toStrictEqual([
    'user t1: Count ducks',
    'assistant t1: Two ducks',
    'user t2: Count geese',
    'assistant t2: Nine geese'
  ])
  expect([messages, tokens]).toStrictEqual([2, 23])
})
