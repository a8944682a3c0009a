/** Turns that end where nobody looks, and sessions that are found by their words, over the real doors. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { NoticeFrame, SessionList } from '../../shared/protocol.ts'
import { Project } from '../../shared/session.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { textOf } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeEach(async () => {
  server = await TestServer.start()
})
afterEach(() => server.stop())

const failure = { code: 'refused', message: 'No.' }
const answer = (id: string): SessionMessage => ({
  id,
  role: 'assistant',
  content: [{ type: 'text', text: 'of it' }],
  createdAt: new Date().toISOString(),
  isStreaming: false
})

interface Ended {
  readonly projectId: string
  readonly sessionId: string
}

/** A session in which a turn has ended. */
async function end(outcome: 'done' | 'interrupted' | 'failed'): Promise<Ended> {
  const { project, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  const run = server.agent.runs.at(-1)
  run?.emit({ type: 'turn_ended', outcome, ...(outcome === 'failed' ? { error: failure } : null) })
  await client.nextEvent('message_complete')
  return { projectId: project.id, sessionId }
}

const path = ({ projectId, sessionId }: Ended): string => `/api/projects/${projectId}/sessions/${sessionId}`
const markOf = async ({ projectId, sessionId }: Ended) => {
  const { sessions } = SessionList.parse((await server.get(`/api/projects/${projectId}/sessions`)).body)
  return sessions.find(({ id }) => id === sessionId)?.unseen
}
const markOfProject = async ({ projectId }: Ended) =>
  Project.parse((await server.get(`/api/projects/${projectId}`)).body).unseen
const see = (session: Ended) => server.request('POST', `${path(session)}/seen`)

/** What a window's list is told. */
async function listen(): Promise<{ readonly told: () => Promise<readonly NoticeFrame[]> }> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}ws/notices`)
  let frames: NoticeFrame[] = []
  let heard: () => void = () => undefined
  socket.on('message', (data) => {
    const frame = NoticeFrame.parse(JSON.parse(textOf(data)))
    if (frame.type === 'pong') heard()
    else frames.push(frame)
  })
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(JSON.stringify({ type: 'authenticate', token: server.token }))
  await new Promise((resolve) => socket.once('message', resolve))
  const told = async (): Promise<readonly NoticeFrame[]> => {
    const over = new Promise<void>((resolve) => {
      heard = resolve
    })
    socket.send('{"type":"ping"}')
    await over
    const all = frames.filter(({ type }) => type !== 'connected')
    frames = []
    return all
  }
  return { told }
}

test('a turn that ends or fails leaves a mark until somebody looks, and every window is told', async () => {
  const window = await listen()
  const [done, failed, stopped] = [await end('done'), await end('failed'), await end('interrupted')]
  expect([await markOf(done), await markOf(failed), await markOf(stopped)]).toEqual([
    'done',
    'failed',
    undefined
  ])
  expect(await markOfProject(done)).toBe('failed')
  const told = await window.told()
  expect(
    told.flatMap((frame) =>
      frame.type === 'session_changed' && frame.session.unseen
        ? [[frame.session.id, frame.session.unseen]]
        : []
    )
  ).toEqual([
    [done.sessionId, 'done'],
    [failed.sessionId, 'failed']
  ])

  expect((await see(failed)).status).toBe(204)
  expect([await markOf(failed), await markOfProject(failed)]).toEqual([undefined, 'done'])
  expect(await window.told()).toMatchObject([
    { type: 'projects_changed' },
    { type: 'session_changed', session: { id: failed.sessionId }, outcome: 'failed' }
  ])
  expect((await see(failed)).status).toBe(204)
  expect(await window.told()).toEqual([]) // it was no news
  await server.request('PATCH', path(done), { archived: true })
  expect([await markOf(done), await markOfProject(done)]).toEqual([undefined, undefined])
  expect((await see({ ...done, sessionId: '00000000-0000-4000-8000-000000000009' })).status).toBe(404)
})

test.each([
  ['nothing', null, undefined],
  ['that it was done', 'done', 'done'],
  ['that it failed', 'failed', 'failed']
] as const)(
  'a turn that was stopped leaves the mark that says %s, and is counted',
  async (_what, before, after) => {
    const { project, sessionId } = await server.openSession()
    const session = { projectId: project.id, sessionId }
    const client = await server.enter(sessionId)
    const outcomes = [...(before === null ? [] : [before]), 'interrupted'] as const
    for (const [index, outcome] of outcomes.entries()) {
      await client.say('go')
      const run = server.agent.runs.at(-1)
      run?.emit({ type: 'message_added', message: answer(`a${index}`) })
      run?.emit({ type: 'turn_ended', outcome, ...(outcome === 'failed' ? { error: failure } : null) })
      // The count comes with the mark: one that cannot be stored leaves the turn uncounted.
      expect(await client.nextEvent('message_complete', undefined, index)).toMatchObject({
        outcome,
        metadata: { messageCount: 2 * (index + 1) }
      })
    }
    expect([await markOf(session), await markOfProject(session)]).toEqual([after, after])
  }
)

test('the mark outlives the server, and stands in the list', async () => {
  const session = await end('done')
  await server.restart()
  const { body } = await server.get(`/api/projects/${session.projectId}/sessions`)
  expect(SessionList.parse(body).sessions.map(({ unseen }) => unseen)).toEqual(['done'])
  expect(await markOfProject(session)).toBe('done')
  await see(session)
  await server.restart()
  expect(await markOf(session)).toBe(undefined)
})

test('a turn that was cut off by a crash leaves the mark of one that failed', async () => {
  const { project, sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  await client.say('go')
  const session = { projectId: project.id, sessionId }
  const idle = await end('interrupted')
  await server.crash()
  expect([await markOf(session), await markOf(idle)]).toEqual(['failed', undefined])
  await see(session)
  await server.restart()
  expect(await markOf(session)).toBe(undefined)
})

test('a session of any project is found by its title or its first words, page by page', async () => {
  const made: string[] = []
  for (const [title, archived] of [
    ['Ébb one', false],
    ['other', false],
    ['ebb two', true],
    ['ebb three', false]
  ] as const) {
    const { path: address, sessionId } = await server.openSession()
    await server.request('PATCH', address, { title, archived })
    made.push(sessionId)
  }
  const search = async (query: string) => SessionList.parse((await server.get(`/api/sessions?${query}`)).body)
  const titles = ({ sessions }: SessionList) =>
    sessions.map(({ title }) => title ?? '').toSorted((one, other) => (one < other ? -1 : 1))
  expect(titles(await search('query=EBB'))).toEqual(['ebb three', 'ebb two', 'Ébb one'])
  const first = await search('query=ebb&limit=2')
  expect(first.sessions).toHaveLength(2)
  const second = await search(`query=ebb&limit=2&before=${first.before ?? ''}`)
  expect([second.sessions.length, second.before]).toEqual([1, null])
  expect(new Set([...first.sessions, ...second.sessions].map(({ id }) => id)).size).toBe(3)
  expect(titles(await search('query=ebb+nothing'))).toEqual([])
  expect((await search('')).sessions).toHaveLength(made.length)
  expect((await server.get('/api/sessions?before=nonsense')).status).toBe(400)
})
