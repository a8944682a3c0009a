/** The server dies while a session goes on from elsewhere, or is on its way out. */
import { randomUUID } from 'node:crypto'
import { access, appendFile, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { promptLine, toText } from '../support/transcript/testTranscript.ts'
import { SessionId } from '../../shared/ids.ts'
import { SessionList } from '../../shared/protocol.ts'
import { answerWith, beginAnswer } from '../contract/scriptedAgent.ts'
import { textsOf } from '../contract/sessionTexts.ts'
import { TestServer } from '../contract/testServer.ts'
import type { Reply } from '../contract/testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
})
afterEach(() => server.stop())

interface Rewound {
  readonly path: string
  readonly sessionId: string
  readonly second: string
}

/** A session of two prompts that was taken back to before the second. */
async function rewound(): Promise<Rewound> {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const second = randomUUID()
  for (const [turn, id] of [randomUUID(), second].entries()) {
    await client.say(turn === 0 ? 'one' : 'two', id)
    await client.nextEvent('message_complete', undefined, turn)
  }
  await server.request('POST', `${path}/rewind`, { messageId: second, place: 'before' })
  return { path, sessionId, second }
}

const first = ['user: one', 'assistant: about one']

test('killed between the rewind and the next prompt, it is still rewound', async () => {
  const { path, sessionId, second } = await rewound()
  for (let crash = 0; crash < 2; crash += 1) {
    await server.crash()
    expect(await textsOf(server, path)).toEqual(first)
  }
  const client = await server.enter(sessionId)
  const other = randomUUID()
  await client.say('other', other)
  await client.nextEvent('message_complete')
  expect(server.agent.runs.at(-1)?.prompts[0]).toMatchObject({ resumeAt: expect.any(String) })
  expect(await textsOf(server, path)).toEqual([...first, 'user: other', 'assistant: about other'])
  expect((await server.get(`${path}/branches`)).body).toEqual({ points: [{ prompts: [second, other] }] })
})

test('killed in the first answer after the rewind, the new branch has what was on screen', async () => {
  const { path, sessionId, second } = await rewound()
  const client = await server.enter(sessionId)
  server.agent.onPrompt = (run) => {
    beginAnswer(run, 'msg')
    run.emit({ type: 'stream_output', messageId: 'msg', index: 0, append: 'half an ans' })
  }
  const other = randomUUID()
  await client.say('other', other)
  await client.nextEvent('stream_output', (event) => 'append' in event)
  await server.crash()
  expect(await textsOf(server, path)).toEqual([
    ...first,
    'user: other',
    'assistant: half an ans',
    'system: interrupted'
  ])
  expect((await server.get(`${path}/branches`)).body).toEqual({ points: [{ prompts: [second, other] }] })
})

test('a line that was torn by the crash does not bring the old branch back', async () => {
  const { path, sessionId } = await rewound()
  const torn = '{"parentUuid":"x","isSidechain":false,"type":"user","mess'
  await appendFile(join(server.dataDir, 'transcripts', `${sessionId}.jsonl`), torn)
  await server.crash()
  expect(await textsOf(server, path)).toEqual(first)
  const client = await server.enter(sessionId)
  await client.say('other')
  await client.nextEvent('message_complete')
  await server.crash()
  expect(await textsOf(server, path)).toEqual([...first, 'user: other', 'assistant: about other'])
})

test('killed while a deletion can be taken back, the session is gone at the next start, with all its files', async () => {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('one')
  await client.nextEvent('message_complete')
  server.agent.onPrompt = () => undefined
  await client.say('two')
  await client.say('queued')
  await server.request('DELETE', path)
  expect(await readdir(join(server.dataDir, 'journals'))).toEqual([`${sessionId}.journal`])
  await server.crash()
  expect((await server.get(path)).status).toBe(404)
  expect((await server.request('POST', `${path}/restore`)).status).toBe(404)
  expect(await readdir(join(server.dataDir, 'journals'))).toEqual([])
  await expect(access(join(server.dataDir, 'transcripts', `${sessionId}.jsonl`))).rejects.toMatchObject({
    code: 'ENOENT'
  })
})

test('killed after a deletion was taken back, the session is there', async () => {
  const { path } = await rewound()
  await server.request('DELETE', path)
  await server.request('POST', `${path}/restore`)
  await server.crash()
  expect(await textsOf(server, path)).toEqual(first)
})

/** As another program that writes to the database just now. */
async function whileLocked<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const other = new SQLite(join(server.dataDir, 'skein.db'))
  other.exec('BEGIN IMMEDIATE')
  try {
    return await work()
  } finally {
    other.close()
  }
}

test('a rewind that the database does not take leaves the session where it was, for what is said next too', async () => {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const ids = [randomUUID(), randomUUID()]
  for (const [turn, id] of ids.entries()) {
    await client.say(`${turn}`, id)
    await client.nextEvent('message_complete', undefined, turn)
  }
  const back = { messageId: ids[1], place: 'before' }
  const answer = await whileLocked(() => server.request('POST', `${path}/rewind`, back))
  expect(answer).toMatchObject({ status: 503, body: { error: { code: 'database_locked' } } })
  await client.say('2')
  await client.nextEvent('message_complete', undefined, 2)
  await server.crash()
  expect(await textsOf(server, path)).toEqual(
    ['0', '1', '2'].flatMap((text) => [`user: ${text}`, `assistant: about ${text}`])
  )
})

test.each<[string, object]>([
  ['title', { title: 'Mine' }],
  ['archive', { archived: true }],
  ['mode', { permissionMode: 'plan' }],
  ['model', { model: 'other' }]
])(
  'a change of a live session’s %s that the database does not take is refused, and shown nowhere',
  async (_, changes) => {
    const { path, sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    const before = (await server.get(path)).body
    const answer = await whileLocked(() => server.request('PATCH', path, changes))
    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'database_locked' } } })
    expect((await server.get(path)).body).toEqual(before)
    expect(client.events.filter(({ type }) => type === 'session_updated')).toEqual([])
    expect(await server.request('PATCH', path, changes)).toMatchObject({ status: 200, body: changes })
    expect(await client.nextEvent('session_updated')).toMatchObject({ session: changes })
  }
)

test('a fork that the database does not take leaves no transcript that is in no list', async () => {
  const { path, sessionId, second } = await rewound()
  const answer = await whileLocked(() => server.request('POST', `${path}/fork`, { messageId: second }))
  expect(answer.status).toBe(503)
  expect(await readdir(join(server.dataDir, 'transcripts'))).toEqual([`${sessionId}.jsonl`])
})

test('a fork of a message that is not there leaves no session', async () => {
  const { path } = await rewound()
  const { status } = await server.request('POST', `${path}/fork`, { messageId: randomUUID() })
  const list = SessionList.parse((await server.get(path.slice(0, path.lastIndexOf('/')))).body)
  expect([status, list.sessions.length]).toEqual([404, 1])
})

test('neither does one that its agent has copied: the agent is asked to take it back', async () => {
  Object.assign(server.agent, { id: 'claude', transcripts: server.claudeTranscripts })
  const project = await server.openProject()
  const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))
  await mkdir(folder, { recursive: true })
  const [sessionId, copy] = [SessionId.parse(randomUUID()), SessionId.parse(randomUUID())]
  await writeFile(join(folder, `${sessionId}.jsonl`), toText([promptLine('p1', null, 'one')]))
  const path = `/api/projects/${project.id}/sessions`
  await server.request('POST', path, { sessionId, agent: 'claude' })
  const takenBack: string[] = []
  Object.assign(server.agent, {
    fork: () => Promise.resolve(copy),
    unfork: (id: string) => Promise.resolve(void takenBack.push(id))
  })
  const fork = (): Promise<Reply> => server.request('POST', `${path}/${sessionId}/fork`, { messageId: 'p1' })
  expect(await whileLocked(fork)).toMatchObject({ status: 503, body: { error: { code: 'database_locked' } } })
  expect(takenBack).toEqual([copy])
  expect(await fork()).toMatchObject({ status: 201 })
  expect(takenBack).toEqual([copy])
})
