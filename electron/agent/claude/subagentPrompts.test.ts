import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { handClock } from '../../../tests/support/handClock.ts'
import { readFrame } from './frames.ts'
import type { Frame } from './frames.ts'
import { SubagentPrompts } from './subagentPrompts.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'skein-prompts-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function frame(type: 'user' | 'assistant', parent: string | null): Frame {
  const read = readFrame({ type, parent_tool_use_id: parent, message: { role: type, content: [] } })
  if (read === null) throw new Error('no frame')
  return read
}

const prompts = (files: Readonly<Record<string, string>> = {}): SubagentPrompts =>
  new SubagentPrompts({
    clock: handClock(),
    locateSubagents: () => Promise.resolve(new Map(Object.entries(files)))
  })

it('is missed where a subagent answers first, and once', () => {
  const missing = prompts()
  const frames = [
    frame('assistant', null),
    frame('user', 'waited for'),
    frame('assistant', 'waited for'),
    frame('assistant', 'in the background'),
    frame('assistant', 'in the background')
  ]
  expect(frames.map((one) => missing.missingBefore(one))).toEqual([
    null,
    null,
    null,
    'in the background',
    null
  ])
})

it('is what stands first of a person’s kind in the subagent’s own transcript', async () => {
  const file = join(folder, 'agent.jsonl')
  const lines = [{ type: 'agent-setting' }, { type: 'user', uuid: 'asked' }, { type: 'user', uuid: 'result' }]
  await writeFile(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
  expect(await prompts({ toolu_1: file }).read('toolu_1')).toMatchObject({ uuid: 'asked' })
  expect(await prompts({ toolu_1: file }).read('toolu_2')).toBeNull()
})
