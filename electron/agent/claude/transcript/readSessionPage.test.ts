import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readPage, readSessionPage } from '../../../../tests/support/claude/testClaudeReading.ts'
import type { SessionMessage } from '../../../../shared/session.ts'
import type { SessionPageRequest } from '../../../transcript/page/readPage.ts'
import {
  answer,
  answerLine,
  fixtureFolder,
  makeFolder,
  prompt,
  promptLine,
  result,
  resultLine,
  said,
  toText,
  toolUse
} from '../../../../tests/support/transcript/testTranscript.ts'
import type { Line, TestFolder } from '../../../../tests/support/transcript/testTranscript.ts'

let folder: TestFolder
beforeEach(async () => {
  folder = await makeFolder()
  await mkdir(join(folder.path, 'session', 'subagents'), { recursive: true })
})
afterEach(() => folder.remove())

const agentUse = (id: string): object => ({ type: 'tool_use', id, name: 'Agent', input: {} })

/** The file of the subagent `name`; `toolUseId` null when nothing beside it says what started it. */
async function writeSubagent(name: string, toolUseId: string | null, lines: readonly Line[]): Promise<void> {
  const file = join(folder.path, 'session', 'subagents', `agent-${name}`)
  await writeFile(
    `${file}.jsonl`,
    toText(lines.map((line) => ({ ...line, isSidechain: true, agentId: name })))
  )
  if (toolUseId !== null) await writeFile(`${file}.meta.json`, JSON.stringify({ toolUseId, spawnDepth: 1 }))
}

async function read(file: string, request: Partial<SessionPageRequest> = {}): Promise<SessionMessage[]> {
  const onUnreadable = (unreadable: string, error: unknown): void => {
    throw new Error(`cannot read ${unreadable}`, { cause: error })
  }
  return (await readSessionPage(file, { limit: 50, onUnreadable, ...request })).messages
}

const ids = (messages: readonly SessionMessage[]): string[] => messages.map(({ id }) => id)
const of = (toolUseId: string, message: SessionMessage): SessionMessage => ({
  ...message,
  parentToolUseId: toolUseId
})

const started = [promptLine('p1', null), answerLine('a1', 'p1', 'm1', agentUse('t1'))]
const reported = [...started, resultLine('r1', 'a1', 't1'), answerLine('a2', 'r1', 'm2', said('Done.'))]
const work = [promptLine('s1', null), answerLine('s2', 's1', 'n1', said('I look.'))]

it('holds what a subagent did, between the tool use that started it and its report', async () => {
  const file = await folder.write(toText(reported))
  await writeSubagent('x', 't1', work)
  await writeSubagent('other', 'of another page', [promptLine('o1', null)])
  expect(await read(file)).toStrictEqual([
    prompt('p1'),
    answer('m1', { type: 'tool_use', id: 't1', name: 'Agent', input: {} }),
    of('t1', prompt('s1')),
    of('t1', answer('n1', said('I look.'))),
    result('r1', 't1'),
    answer('m2', said('Done.'))
  ])
})

it('holds what a subagent did that has not reported, up to its last whole line', async () => {
  const file = await folder.write(toText(started))
  await writeSubagent('x', 't1', work)
  const subagent = join(folder.path, 'session', 'subagents', 'agent-x.jsonl')
  await writeFile(subagent, '{"parentUuid":"s2","isSidechain":true,"mess', { flag: 'a' })
  expect(ids(await read(file))).toStrictEqual(['p1', 'm1', 's1', 'n1'])
})

it('does not say twice that a person stopped it', async () => {
  const stop = '[Request interrupted by user]'
  const file = await folder.write(toText([...started, promptLine('i1', 'a1', stop)]))
  await writeSubagent('x', 't1', [...work, promptLine('s3', 's2', stop)])
  expect(ids(await read(file))).toStrictEqual(['p1', 'm1', 's1', 'n1', 'i1'])
})

it('holds what the subagent of a subagent did', async () => {
  const file = await folder.write(toText(reported))
  await writeSubagent('x', 't1', [
    promptLine('s1', null),
    answerLine('s2', 's1', 'n1', agentUse('t2')),
    resultLine('s3', 's2', 't2')
  ])
  await writeSubagent('y', 't2', [promptLine('u1', null)])
  const messages = await read(file)
  expect(ids(messages)).toStrictEqual(['p1', 'm1', 's1', 'n1', 'u1', 's3', 'r1', 'm2'])
  expect(messages[4]).toStrictEqual(of('t2', prompt('u1')))
})

it('holds at most so many messages of each subagent, its newest', async () => {
  const file = await folder.write(toText(reported))
  const lines = Array.from({ length: 30 }, (_, at) => promptLine(`s${at}`, at === 0 ? null : `s${at - 1}`))
  await writeSubagent('x', 't1', lines)
  expect(ids(await read(file, { subagentLimit: 3 }))).toStrictEqual([
    'p1',
    'm1',
    's27',
    's28',
    's29',
    'r1',
    'm2'
  ])
})

it('finds many subagents', async () => {
  const uses = Array.from({ length: 40 }, (_, at) => `t${at}`)
  const lines = uses.map((id, at) =>
    answerLine(`a${at}`, at === 0 ? 'p1' : `a${at - 1}`, 'm1', agentUse(id), at)
  )
  const file = await folder.write(toText([promptLine('p1', null), ...lines]))
  for (const id of uses) await writeSubagent(`x${id}`, id, [promptLine(`s-${id}`, null)])
  const nested = (await read(file)).filter(({ parentToolUseId }) => parentToolUseId !== undefined)
  const parents = new Map(nested.map(({ id, parentToolUseId }) => [id, parentToolUseId]))
  expect(parents).toStrictEqual(new Map(uses.map((id) => [`s-${id}`, id])))
})

it('finds by the report the file of a version that does not say what started it', async () => {
  const file = join(folder.path, 'session.jsonl')
  const sidechain = join(fixtureFolder, 'subagent.sidechain.jsonl')
  await copyFile(join(fixtureFolder, 'subagent.jsonl'), file)
  const without = await readPage(file, { limit: 50 })
  expect(await read(file)).toStrictEqual(without.messages)
  await writeSubagent('of-another', null, work)
  await copyFile(sidechain, join(folder.path, 'session', 'subagents', 'agent-a2d206c3dbb74a4d1.jsonl'))
  const inside = await readPage(sidechain, { limit: 50, parentToolUseId: 'toolu_fake000020' })
  const [asked, use, ...rest] = without.messages
  expect(await read(file)).toStrictEqual([asked, use, ...inside.messages, ...rest])
})

it('looks for subagents of the tools that start them only', async () => {
  const lines = [promptLine('p1', null), answerLine('a1', 'p1', 'm1', toolUse('t1'))]
  const file = await folder.write(toText(lines))
  await writeSubagent('x', 't1', work)
  expect(ids(await read(file))).toStrictEqual(['p1', 'm1'])
})

it('comes without a subagent whose file cannot be read, and says so', async () => {
  const file = await folder.write(toText(reported))
  const subagent = join(folder.path, 'session', 'subagents', 'agent-x.jsonl')
  await writeSubagent('x', 't1', work)
  await writeSubagent('y', 't2', [promptLine('u1', null)])
  await folder.remove()
  await mkdir(subagent, { recursive: true })
  await writeFile(subagent.replace('.jsonl', '.meta.json'), JSON.stringify({ toolUseId: 't1' }))
  await writeFile(file, toText(reported))
  const unreadable: string[] = []
  const messages = await read(file, { onUnreadable: (path) => unreadable.push(path) })
  expect([ids(messages), unreadable]).toStrictEqual([['p1', 'm1', 'r1', 'm2'], [subagent]])
})

it('pages back as the session alone does', async () => {
  const file = await folder.write(toText([...reported, promptLine('p2', 'a2'), promptLine('p3', 'p2')]))
  await writeSubagent('x', 't1', work)
  const { before } = await readPage(file, { limit: 2 })
  const newest = await readSessionPage(file, { limit: 2, onUnreadable: () => undefined })
  expect([ids(newest.messages), newest.before]).toStrictEqual([['p2', 'p3'], before])
  expect(ids(await read(file, { before, limit: 4 }))).toStrictEqual(['p1', 'm1', 's1', 'n1', 'r1', 'm2'])
})
