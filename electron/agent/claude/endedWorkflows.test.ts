import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { SessionMessage } from '../../../shared/session.ts'
import { silentLog } from '../../log.ts'
import { EndedWorkflows } from './endedWorkflows.ts'

let folder: string
const file = (): string => join(folder, 'session.jsonl')
const agents = (): string => join(folder, 'session', 'subagents', 'workflows', 'wf_1')
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'skein-workflows-'))
  mkdirSync(agents(), { recursive: true })
  const call = { type: 'tool_use', id: 'call', name: 'Workflow', input: {} }
  const result = { type: 'tool_result', tool_use_id: 'call', content: 'started' }
  write(file(), [
    record('u', null, 'user', 'count'),
    { ...record('a', 'u', 'assistant', [call]), message: { id: 'm', role: 'assistant', content: [call] } },
    { ...record('r', 'a', 'user', [result]), toolUseResult: { runId: 'wf_1' } }
  ])
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const record = (uuid: string, parentUuid: string | null, type: string, content: unknown): object => ({
  parentUuid,
  isSidechain: false,
  type,
  uuid,
  timestamp: '2026-01-05T08:00:00.000Z',
  message: { role: type, content }
})
const write = (path: string, records: readonly object[]): void =>
  writeFileSync(path, records.map((line) => `${JSON.stringify(line)}\n`).join(''))
const said = (...texts: string[]): object[] =>
  texts.map((text, at) => ({
    ...record(`${text}`, at === 0 ? null : (texts[at - 1] ?? null), at === 0 ? 'user' : 'assistant', [
      { type: 'text', text }
    ]),
    isSidechain: true,
    agentId: 'x'
  }))

test('what an agent writes down after the end was told is told as well, and nothing twice', async () => {
  const told: SessionMessage[] = []
  const texts = (): string[] =>
    told.flatMap(({ content: [block] }) => (block?.type === 'text' ? [block.text] : []))
  const workflows = new EndedWorkflows({
    locate: () => Promise.resolve(file()),
    tell: (message) => void told.push(message),
    log: silentLog
  })
  write(join(agents(), 'agent-x.jsonl'), said('Count the ducks'))
  await workflows.read('call')
  expect(texts()).toEqual(['Count the ducks'])
  write(join(agents(), 'agent-x.jsonl'), said('Count the ducks', 'Two.'))
  await workflows.readAgain()
  expect(texts()).toEqual(['Count the ducks', 'Two.'])
  await workflows.readAgain()
  expect(texts()).toHaveLength(2)
})

test('a transcript that is not there tells nothing', async () => {
  const workflows = new EndedWorkflows({
    locate: () => Promise.resolve(null),
    tell: () => expect.unreachable(),
    log: silentLog
  })
  await expect(workflows.read('call')).resolves.toBeUndefined()
})
