/** Whether a folder is trusted, over real HTTP and sockets: asked once, answered by yes or no, and believed at once. */
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { WebSocket } from 'ws'
import { AgentList, NoticeFrame, ProjectList } from '../../shared/protocol.ts'
import { Project } from '../../shared/session.ts'
import { textOf } from '../contract/socketClient.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())

let project: Project
beforeEach(async () => {
  const known = await server.openProject()
  await server.request('DELETE', `/api/projects/${known.id}`)
  project = await server.openProject()
})

async function answer(changes: object): Promise<Project> {
  return Project.parse((await server.request('PATCH', `/api/projects/${project.id}`, changes)).body)
}

async function listed(): Promise<Project | undefined> {
  const { projects } = ProjectList.parse((await server.get('/api/projects')).body)
  return projects.find(({ id }) => id === project.id)
}

const answers = [true, false]

test('a folder that was never opened is not trusted, and nobody has said so', async () => {
  expect(project).toMatchObject({ trusted: false, trustAnswered: false })
  expect(await listed()).toMatchObject({ trusted: false, trustAnswered: false })
})

test.each(answers)(
  '%s is an answer, kept over a crash and over opening the folder again',
  async (trusted) => {
    expect(await answer({ trusted })).toMatchObject({ trusted, trustAnswered: true })
    await server.crash()
    expect(await listed()).toMatchObject({ trusted, trustAnswered: true })
    expect(await server.openProject()).toMatchObject({ id: project.id, trusted, trustAnswered: true })
  }
)

test('another name answers nothing', async () => {
  expect(await answer({ name: 'Other' })).toMatchObject({ trusted: false, trustAnswered: false })
})

test.each([
  ['text', { trusted: 'yes' }],
  ['a number', { trusted: 1 }],
  ['nothing', { trusted: null }],
  ['the answer without the trust', { trustAnswered: true }]
])('%s is no answer', async (_what, changes) => {
  await server.request('PATCH', `/api/projects/${project.id}`, changes)
  expect(await listed()).toMatchObject({ trusted: false, trustAnswered: false })
})

test('a folder that was taken off the list is asked about anew', async () => {
  await answer({ trusted: true })
  await server.request('DELETE', `/api/projects/${project.id}`)
  expect(await server.openProject()).toMatchObject({ trusted: false, trustAnswered: false })
})

test.each(answers)('every window is told of the answer %s', async (trusted) => {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}ws/notices`)
  const told = new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const frame = NoticeFrame.parse(JSON.parse(textOf(data)))
      if (frame.type === 'connected') void answer({ trusted })
      if (frame.type === 'projects_changed') resolve()
    })
  })
  await new Promise((resolve) => socket.once('open', resolve))
  socket.send(JSON.stringify({ type: 'authenticate', token: server.token }))
  await told
  socket.terminate()
  expect(await listed()).toMatchObject({ trusted, trustAnswered: true })
})

test('nothing is refused while it is not answered, and the agent is told not to trust', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  expect(await client.say('go')).toMatchObject({ ok: true })
  expect(server.agent.runs.at(-1)?.task.trusted).toBe(false)
})

test.each(answers)(
  'who changes the answer to %s while a turn runs has the next prompt taken anew',
  async (now) => {
    await answer({ trusted: !now })
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('one')
    const first = server.agent.runs.at(-1)
    await client.say('two') // waits behind the turn
    await answer({ trusted: now })
    first?.emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('queue_changed', ({ queue }) => queue.length === 0)
    await vi.waitFor(() => {
      const second = server.agent.runs.at(-1)
      expect([second?.task.trusted, second?.prompts.map(({ text }) => text)]).toEqual([now, ['two']])
    })
    expect([first?.task.trusted, first?.isClosed, first?.prompts.length]).toEqual([!now, true, 1])
  }
)

test('agents say whether the folder makes a difference to them', async () => {
  const agents = AgentList.parse((await server.get('/api/agents')).body).agents
  expect(agents.map(({ id, loadsFolder }) => [id, loadsFolder])).toEqual([['guide', false]])
})
