import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SessionId } from '../../../shared/ids.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { claudeTranscripts } from '../../agent/claude/transcript/claudeTranscripts.ts'
import { silentLog } from '../../log.ts'
import { newestBranch } from '../../transcript/branch/branchChoice.ts'
import { encodeProjectFolder } from '../../agent/claude/transcript/locate.ts'
import {
  answer,
  answerLine,
  prompt,
  promptLine,
  result,
  said,
  toText
} from '../../../tests/support/transcript/testTranscript.ts'
import type { Line } from '../../../tests/support/transcript/testTranscript.ts'
import { chooseBranch } from '../acts/chooseBranch.ts'
import { SessionPast } from './past.ts'

const sessionId = SessionId.parse('5b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9')
const cwd = '/home/dev/p'
const agentUse = { type: 'tool_use', id: 't1', name: 'Agent', input: {} }

let root: string
let subagent: string
let past: SessionPast

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'skein-past-'))
  await mkdir(join(root, 'data'))
  const project = join(root, 'home', 'projects', encodeProjectFolder(cwd))
  const subagents = join(project, sessionId, 'subagents')
  await mkdir(subagents, { recursive: true })
  const lines = [promptLine('p1', null), answerLine('a1', 'p1', 'm1', agentUse)]
  await writeFile(join(project, `${sessionId}.jsonl`), toText(lines))
  subagent = join(subagents, 'agent-x.jsonl')
  const inside = [promptLine('s1', null), answerLine('s2', 's1', 'n1', said('I look.'))]
  await writeSubagent(inside)
  await writeFile(join(subagents, 'agent-x.meta.json'), JSON.stringify({ toolUseId: 't1' }))
  past = new SessionPast({
    transcripts: claudeTranscripts({ home: async () => join(root, 'home') }),
    agent: 'claude',
    tools: null,
    dataDir: join(root, 'data'),
    sessionId,
    cwd,
    version: '0.1.0',
    log: silentLog,
    onLost: () => undefined
  })
})
afterEach(() => rm(root, { recursive: true, force: true }))

async function writeSubagent(lines: readonly Line[]): Promise<void> {
  await writeFile(subagent, toText(lines.map((line) => ({ ...line, isSidechain: true }))))
}

const idsOnPage = async (): Promise<string[]> => (await past.page({ limit: 50 })).messages.map(({ id }) => id)

test('a page holds what the subagents did that were started on it', async () => {
  expect(await idsOnPage()).toStrictEqual(['p1', 'm1', 's1', 'n1'])
})

test('a long result that only Skein has is whole where all is read, and begins on a page', async () => {
  const long = 'x'.repeat(50_000)
  const lost = result('r1', 't1', long)
  await past.supplement([lost], 'm1')
  const contentOf = async (whole: boolean): Promise<string> =>
    JSON.stringify((await past.page({ limit: 50, whole })).messages.find(({ id }) => id === 'r1')?.content)
  expect(await contentOf(true)).toContain(long)
  expect((await contentOf(false)).length).toBeLessThan(long.length)
})

test('what a subagent wrote down itself is not written down again when its turn was cut off', async () => {
  await past.supplement((await past.page({ limit: 50 })).messages, null)
  await expect(readdir(join(root, 'data', 'supplements'))).rejects.toMatchObject({ code: 'ENOENT' })
})

test('what a subagent had said and not written down is kept, in its place', async () => {
  const { messages } = await past.page({ limit: 50 })
  const lost: SessionMessage = { ...answer('n2', said('Half of')), parentToolUseId: 't1' }
  const empty: SessionMessage = { ...answer('n3'), parentToolUseId: 't1' }
  await past.supplement([...messages, lost, empty], null)
  expect((await past.page({ limit: 50 })).messages).toStrictEqual([...messages, lost])
})

test('nor is the oldest part of a subagent that a page has no room for', async () => {
  const ids = Array.from({ length: 300 }, (_, at) => `s${at}`)
  await writeSubagent(ids.map((id, at) => promptLine(id, ids[at - 1] ?? null)))
  expect(await idsOnPage()).toStrictEqual(['p1', 'm1', ...ids.slice(-200)])
  const told = ids.map((id) => ({ ...prompt(id), parentToolUseId: 't1' }))
  await past.supplement(told, 'm1')
  await expect(readdir(join(root, 'data', 'supplements'))).rejects.toMatchObject({ code: 'ENOENT' })
})

describe('going back where the agent keeps the transcript', () => {
  const file = (): string => join(root, 'home', 'projects', encodeProjectFolder(cwd), `${sessionId}.jsonl`)
  const write = (lines: readonly Line[]): Promise<void> => writeFile(file(), toText(lines))
  const said1 = [promptLine('p1', null), answerLine('a1', 'p1', 'm1', said('one'))]
  const both = [...said1, promptLine('p2', 'a1'), answerLine('a2', 'p2', 'm2', said('two'))]
  const goBack = async (messageId: string, place: 'before' | 'through'): Promise<void> => {
    past.goOnFrom(await chooseBranch(past, { messageId, place }))
  }

  test('the branch ends there until something is written behind it', async () => {
    await write(both)
    await goBack('p2', 'before')
    expect([await idsOnPage(), await past.head(), past.resumeAt]).toEqual([['p1', 'm1'], 'a1', 'a1'])
    await appendFile(file(), toText([{ type: 'last-prompt', leafUuid: 'a2' }]))
    expect(await idsOnPage()).toEqual(['p1', 'm1'])
    await appendFile(file(), toText([promptLine('p3', 'a1')]))
    expect([await idsOnPage(), await past.head()]).toEqual([['p1', 'm1', 'p3'], undefined])
    expect([await past.settleBranch(), past.resumeAt]).toEqual([newestBranch, undefined])
  })

  test('an old branch comes back whole', async () => {
    await write([...both, promptLine('p3', 'a1')])
    await goBack('p2', 'through')
    expect([await idsOnPage(), past.resumeAt]).toEqual([['p1', 'm1', 'p2', 'm2'], 'a2'])
    await goBack('p3', 'through')
    expect([await idsOnPage(), past.resumeAt]).toEqual([['p1', 'm1', 'p3'], undefined])
  })

  test('before the first prompt there is nothing', async () => {
    await write(both)
    await goBack('p1', 'before')
    expect([await idsOnPage(), past.resumeAt]).toEqual([[], null])
  })

  test('a prompt its agent never got is taken back for good, with what was said of it', async () => {
    await write(said1)
    const failed: SessionMessage = { ...prompt('n'), role: 'system', notice: 'failed' }
    await past.supplement([prompt('lost'), failed], 'm1')
    expect(await idsOnPage()).toEqual(['p1', 'm1', 'lost', 'n'])
    await goBack('lost', 'before')
    expect([await idsOnPage(), past.resumeAt]).toEqual([['p1', 'm1'], undefined])
    await appendFile(file(), toText([promptLine('p2', 'a1')]))
    expect(await idsOnPage()).toEqual(['p1', 'm1', 'p2'])
  })

  test('a prompt its agent never got and that others followed takes them along', async () => {
    await write(both)
    await past.supplement([prompt('lost')], 'm1')
    expect(await idsOnPage()).toEqual(['p1', 'm1', 'lost', 'p2', 'm2'])
    await goBack('lost', 'before')
    expect([await idsOnPage(), past.resumeAt]).toEqual([['p1', 'm1'], 'a1'])
  })

  test('what the agent lost of a branch is on that branch alone', async () => {
    await write([...said1, promptLine('p2', 'a1')])
    await past.supplement([prompt('p2'), answer('cut off', said('hal'))], 'm1')
    expect(await idsOnPage()).toEqual(['p1', 'm1', 'p2', 'cut off'])
    await goBack('p2', 'before')
    expect(await idsOnPage()).toEqual(['p1', 'm1'])
    await appendFile(file(), toText([promptLine('p3', 'a1')]))
    expect(await idsOnPage()).toEqual(['p1', 'm1', 'p3'])
    await goBack('p2', 'through')
    expect(await idsOnPage()).toEqual(['p1', 'm1', 'p2', 'cut off'])
  })

  test('the notice that the session was resumed goes with its prompt', async () => {
    await write(both)
    const notice: SessionMessage = { ...prompt('n'), role: 'system', notice: 'resumed' }
    await past.supplement([notice], 'm1')
    expect(await idsOnPage()).toEqual(['p1', 'm1', 'n', 'p2', 'm2'])
    await goBack('p2', 'before')
    expect(await idsOnPage()).toEqual(['p1', 'm1'])
  })

  test.each([
    ['nobody', 'before', 'message_not_found'],
    ['nobody', 'through', 'message_not_found'],
    ['m1', 'before', 'cannot_rewind']
  ] as const)('refuses %s (%s): %s', async (messageId, place, code) => {
    await write(both)
    await expect(chooseBranch(past, { messageId, place })).rejects.toMatchObject({ code })
  })
})
