import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SessionId } from '../../shared/ids.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { silentLog } from '../log.ts'
import { encodeProjectFolder } from '../transcript/locate.ts'
import { answer, answerLine, prompt, promptLine, said, toText } from '../transcript/testTranscript.ts'
import type { Line } from '../transcript/testTranscript.ts'
import { SessionPast } from './past.ts'

const sessionId = SessionId.parse('5b1c2d3e-4f50-4617-8293-a4b5c6d7e8f9')
const cwd = '/home/dev/p'
const agentUse = { type: 'tool_use', id: 't1', name: 'Agent', input: {} }

let root: string
let subagent: string
let past: SessionPast

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'skein-past-'))
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
    keptBy: 'own',
    dataDir: join(root, 'data'),
    claudeHome: async () => join(root, 'home'),
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
