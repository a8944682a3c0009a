/** Deleting a session and taking it back: gone at once for everyone, for good after ten seconds. */
import { randomUUID } from 'node:crypto'
import { access, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { encodeProjectFolder } from '../../electron/agent/claude/transcript/locate.ts'
import { promptLine, toText } from '../support/transcript/testTranscript.ts'
import { NoticeFrame, SessionList } from '../../shared/protocol.ts'
import { DELETE_UNDO_MS } from '../../shared/steering.ts'
import { answerWith } from './scriptedAgent.ts'
import { textsOf } from './sessionTexts.ts'
import { textOf } from './socketClient.ts'
import type { SocketClient } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
})
afterEach(() => server.stop())

const refusal = (code: string): object => ({ error: { code, message: expect.stringMatching(/\w/) } })
const gone = { status: 404, body: refusal('session_not_found') }

async function spoken(): Promise<{ path: string; sessionId: string; client: SocketClient; file: string }> {
  const { path, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('one')
  await client.nextEvent('message_complete')
  return { path, sessionId, client, file: join(server.dataDir, 'transcripts', `${sessionId}.jsonl`) }
}

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false
  )
const listed = async (path: string): Promise<string[]> => {
  const { body } = await server.get(path.slice(0, path.lastIndexOf('/')))
  return SessionList.parse(body).sessions.map(({ id }) => id)
}

test('a deleted session is gone at once, everywhere', async () => {
  const { path, sessionId, client } = await spoken()
  expect(await server.request('DELETE', path)).toEqual({ status: 204, body: null })
  expect(await client.closed).toMatchObject({ code: 4404 })
  for (const below of ['', '/messages', '/deletion', '/branches'])
    expect(await server.get(path + below)).toEqual(gone)
  expect(await server.request('PATCH', path, { title: 'x' })).toEqual(gone)
  expect(await server.request('DELETE', path)).toEqual(gone)
  expect(await server.request('POST', `${path}/rewind`, { messageId: 'x', place: 'before' })).toEqual(gone)
  expect(await listed(path)).toEqual([])
  const late = await server.client().open()
  late.send({ type: 'authenticate', token: server.token, sessionId })
  expect(await late.closed).toMatchObject({ code: 4404 })
})

test('within ten seconds it comes back whole, and goes on', async () => {
  const { path, sessionId, client } = await spoken()
  server.agent.onPrompt = () => undefined
  await client.say('two')
  const queued = randomUUID()
  await client.say('queued', queued)
  await client.command({ type: 'interrupt' })
  await client.nextEvent('message_complete', ({ outcome }) => outcome === 'interrupted')
  await server.request('PATCH', path, { title: 'Mine' })
  await server.request('DELETE', path)
  server.clock.skip(DELETE_UNDO_MS - 1_000)

  const restored = await server.request('POST', `${path}/restore`)
  expect(restored).toMatchObject({ status: 200, body: { id: sessionId, title: 'Mine', state: 'idle' } })
  server.clock.skip(DELETE_UNDO_MS)
  expect(await listed(path)).toEqual([sessionId])
  expect(await textsOf(server, path)).toEqual(['user: one', 'assistant: about one', 'user: two'])
  server.agent.onPrompt = (run, { text }) => answerWith(run, [`about ${text}`])
  const again = await server.enter(sessionId)
  expect(await again.next(({ type }) => type === 'snapshot')).toMatchObject({
    queue: [{ id: queued, text: 'queued' }]
  })
  await again.command({ type: 'resume_queue' })
  await again.nextEvent('message_complete')
  expect((await textsOf(server, path)).slice(-2)).toEqual(['user: queued', 'assistant: about queued'])
})

test('after ten seconds its files are gone, and it cannot come back', async () => {
  const { path, sessionId, file } = await spoken()
  await server.request('DELETE', path)
  server.clock.skip(DELETE_UNDO_MS - 1_000)
  expect(await isThere(file)).toBe(true)
  server.clock.skip(1_000)
  await vi.waitFor(async () => expect(await isThere(file)).toBe(false))
  expect(await server.request('POST', `${path}/restore`)).toEqual(gone)
  expect(await server.get(path)).toEqual(gone)
  const list = path.replace(`/${sessionId}`, '')
  await vi.waitFor(async () => expect((await server.request('POST', list, { sessionId })).status).toBe(201))
  expect((await server.get(`${path}/messages`)).body).toEqual({ messages: [], before: null, live: null })
})

test('its id cannot be used again while it could come back', async () => {
  const { path, sessionId } = await spoken()
  await server.request('DELETE', path)
  const list = path.replace(`/${sessionId}`, '')
  expect(await server.request('POST', list, { sessionId })).toEqual({
    status: 409,
    body: refusal('session_deleted')
  })
})

test('a running turn is stopped and kept, should it come back', async () => {
  const { path, client } = await spoken()
  server.agent.onPrompt = () => undefined
  await client.say('two')
  const run = server.agent.runs.at(-1)
  await server.request('DELETE', path)
  expect(run?.isClosed).toBe(true)
  await server.request('POST', `${path}/restore`)
  expect(await textsOf(server, path)).toEqual([
    'user: one',
    'assistant: about one',
    'user: two',
    'system: interrupted'
  ])
})

test('what was not deleted cannot be taken back', async () => {
  const { path, sessionId } = await spoken()
  expect(await server.request('POST', `${path}/restore`)).toEqual(gone)
  await server.request('DELETE', path)
  const other = `/api/projects/${randomUUID()}/sessions/${sessionId}/restore`
  expect((await server.request('POST', other)).status).toBe(404)
  expect((await server.request('POST', `${path}/restore`)).status).toBe(200)
})

test('a server that is started again finishes what was deleted', async () => {
  const { path, file } = await spoken()
  await server.request('DELETE', path)
  await server.restart()
  expect(await isThere(file)).toBe(false)
  expect(await server.request('POST', `${path}/restore`)).toEqual(gone)
})

test('a project that is removed takes its deleted sessions along', async () => {
  const { path, file } = await spoken()
  await server.request('DELETE', path)
  await server.request('DELETE', path.slice(0, path.indexOf('/sessions')))
  expect(await isThere(file)).toBe(false)
  server.clock.skip(DELETE_UNDO_MS)
  expect((await server.get('/api/projects')).body).toEqual({ projects: [] })
})

test('says which files it removes', async () => {
  const { path, sessionId, client, file } = await spoken()
  expect(await server.get(`${path}/deletion`)).toEqual({
    status: 200,
    body: { sessionId, removes: [file], keeps: [] }
  })
  server.agent.onPrompt = () => undefined
  await client.say('two')
  const journal = join(server.dataDir, 'journals', `${sessionId}.journal`)
  expect((await server.get(`${path}/deletion`)).body).toEqual({
    sessionId,
    removes: [file, journal],
    keeps: []
  })
})

test('a transcript its agent keeps stays, with those of its subagents', async () => {
  Object.assign(server.agent, { id: 'claude', transcripts: server.claudeTranscripts })
  const project = await server.openProject()
  const sessionId = randomUUID()
  const folder = join(server.folder, 'claude', 'projects', encodeProjectFolder(server.projectPath))
  const subagents = join(folder, sessionId, 'subagents')
  await mkdir(subagents, { recursive: true })
  const file = join(folder, `${sessionId}.jsonl`)
  await writeFile(file, toText([promptLine('p1', null)]))
  const path = `/api/projects/${project.id}/sessions/${sessionId}`
  await server.request('POST', path.replace(`/${sessionId}`, ''), { sessionId, agent: 'claude' })
  server.agent.onPrompt = (run) =>
    run.emit({ type: 'turn_ended', outcome: 'failed', error: { code: 'x', message: 'x' } })
  const client = await server.enter(sessionId)
  await client.say('never arrives')
  await client.nextEvent('message_complete')
  const supplement = join(server.dataDir, 'supplements', `${sessionId}.jsonl`)
  expect((await server.get(`${path}/deletion`)).body).toEqual({
    sessionId,
    removes: [supplement],
    keeps: [file, subagents]
  })
  await server.request('DELETE', path)
  server.clock.skip(DELETE_UNDO_MS)
  await vi.waitFor(async () => expect(await isThere(supplement)).toBe(false))
  expect((await readdir(folder)).toSorted()).toEqual([`${sessionId}.jsonl`, sessionId].toSorted())
})

test('lists are told once that it is gone, nothing of its end, and that it is back', async () => {
  const notices: NoticeFrame[] = []
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}ws/notices`)
  socket.on('message', (data) => notices.push(NoticeFrame.parse(JSON.parse(textOf(data)))))
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(JSON.stringify({ type: 'authenticate', token: server.token }))
  const { path, sessionId, client } = await spoken()
  server.agent.onPrompt = () => undefined
  await client.say('two')
  await vi.waitFor(() =>
    expect(
      notices.some((frame) => frame.type === 'session_changed' && frame.session.state === 'running')
    ).toBe(true)
  )
  await server.request('DELETE', path)
  await server.request('POST', `${path}/restore`)
  await vi.waitFor(() => expect(notices.at(-1)).toMatchObject({ type: 'session_changed' }))
  const removed = notices.findIndex(({ type }) => type === 'session_removed')
  expect(notices.slice(removed)).toEqual([
    expect.objectContaining({ type: 'session_removed', sessionId }),
    { type: 'session_changed', session: expect.objectContaining({ id: sessionId }), openPermissions: 0 }
  ])
  socket.terminate()
})
