/** What agents declare and what is chosen for a session, over real HTTP and sockets; and what another version chose. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import SQLite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { AgentList, SessionList } from '../../shared/protocol.ts'
import { SessionSummary } from '../../shared/session.ts'
import { createScriptedAgent } from './scriptedAgent.ts'
import type { ScriptedAgent } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
let agent: ScriptedAgent
beforeAll(async () => {
  agent = createScriptedAgent()
  server = await TestServer.start([agent])
})
afterAll(() => server.stop())

const refusal = (code: string): object => ({ error: expect.objectContaining({ code }) })

/** A session with a draft: one in which nothing stands goes at the next start. */
const keptSession = async (fields: object = {}): ReturnType<TestServer['openSession']> => {
  const opened = await server.openSession(fields)
  await server.request('PUT', `${opened.path}/draft`, { text: 'half', attachments: [] })
  return opened
}

/** As another version would have left it, while the server is down. */
const write =
  (sql: string, ...values: readonly (string | number)[]) =>
  (): Promise<void> => {
    const database = new SQLite(join(server.dataDir, 'skein.db'))
    database.prepare(sql).run(...values)
    database.close()
    return Promise.resolve()
  }

test('an agent tells its modes, efforts and abilities', async () => {
  const { agents } = AgentList.parse((await server.get('/api/agents')).body)
  expect(agents[0]).toMatchObject({
    permissionModes: ['default', 'plan', 'acceptEdits', 'bypassPermissions'],
    options: {
      safeMode: 'default',
      permissionModes: [{ id: 'default', name: 'Ask' }, {}, {}, { id: 'bypassPermissions', dangerous: true }],
      efforts: [
        { id: 'low', describedAs: 'low' },
        { id: 'high', name: 'High' }
      ]
    },
    capabilities: { fork: true, continueCommand: false, login: false }
  })
})

test('an effort is chosen with the session, by HTTP, by socket and with a message, kept over a crash, and taken back', async () => {
  const { sessionId, path } = await keptSession({ effort: 'low' })
  const effort = async (): Promise<unknown> => (await server.get(path)).body
  expect(await effort()).toMatchObject({ effort: 'low' })
  expect((await server.request('PATCH', path, { effort: 'high' })).body).toMatchObject({ effort: 'high' })
  await server.crash()
  expect(await effort()).toMatchObject({ effort: 'high' })
  const socket = await server.enter(sessionId)
  const told = (command: Parameters<typeof socket.command>[0]) => socket.command(command)
  expect(await told({ type: 'set_effort', effort: 'low' })).toMatchObject({ ok: true })
  expect(await effort()).toMatchObject({ effort: 'low' })
  expect(await told({ type: 'send_message', text: 'go', config: { effort: 'high' } })).toMatchObject({
    ok: true
  })
  const run = agent.runs.at(-1)
  expect(run?.task.effort).toBe('high')
  expect(await told({ type: 'set_effort', effort: null })).toMatchObject({ ok: true })
  expect(run?.efforts).toEqual([null])
  // Absent and null say the same.
  expect(SessionSummary.parse(await effort()).effort ?? null).toBeNull()
})

test('what the agent does not have is refused, and nothing changes', async () => {
  const { sessionId, path } = await server.openSession({ effort: 'low' })
  for (const [changes, code] of [
    [{ effort: 'utmost' }, 'unknown_effort'],
    [{ permissionMode: 'ponder' }, 'unknown_permission_mode']
  ] as const)
    expect(await server.request('PATCH', path, changes)).toEqual({ status: 400, body: refusal(code) })
  const socket = await server.enter(sessionId)
  expect(await socket.command({ type: 'set_effort', effort: 'utmost' })).toMatchObject({
    ok: false,
    error: { code: 'unknown_effort' }
  })
  expect(await socket.command({ type: 'set_permission_mode', permissionMode: 'ponder' })).toMatchObject({
    ok: false,
    error: { code: 'unknown_permission_mode' }
  })
  expect((await server.get(path)).body).toMatchObject({ effort: 'low', permissionMode: 'default' })
  expect(await server.request('PATCH', '/api/settings', { defaultPermissionMode: 'ponder' })).toEqual({
    status: 400,
    body: refusal('unknown_permission_mode')
  })
  expect(await server.request('PATCH', '/api/settings', { agents: { guide: { effort: 'utmost' } } })).toEqual(
    {
      status: 400,
      body: refusal('unknown_effort')
    }
  )
  expect(await server.request('PATCH', '/api/settings', { defaultAgent: 'codex' })).toEqual({
    status: 400,
    body: refusal('unknown_agent')
  })
})

test('sessions begin with the default effort of their agent, and with none where that is wished', async () => {
  await server.request('PATCH', '/api/settings', { agents: { guide: { effort: 'high' } } })
  const begun = await server.openSession()
  const bare = await server.openSession({ effort: null })
  expect((await server.get(begun.path)).body).toMatchObject({ effort: 'high' })
  expect((await server.get(bare.path)).body).not.toHaveProperty('effort')
  await server.request('PATCH', '/api/settings', { agents: {} })
})

test('a mode, a model, an effort and an agent of another version are kept and told as they are', async () => {
  const { sessionId, path, project } = await keptSession()
  const other = await keptSession()
  await server.crash(async () => {
    await write(
      "UPDATE sessions SET permission_mode = 'ponder', model = 'sage-9', effort = 'utmost' WHERE id = ?",
      sessionId
    )()
    await write("UPDATE sessions SET agent = 'codex' WHERE id = ?", other.sessionId)()
  })
  const kept = { permissionMode: 'ponder', model: 'sage-9', effort: 'utmost' }
  expect((await server.get(path)).body).toMatchObject(kept)
  expect((await server.request('PATCH', path, { ...kept, title: 'Old' })).body).toMatchObject({
    ...kept,
    title: 'Old'
  })
  const socket = await server.enter(sessionId)
  expect(await socket.command({ type: 'send_message', text: 'go' })).toMatchObject({ ok: true })
  expect(agent.runs.at(-1)?.task).toMatchObject(kept)
  const { sessions } = SessionList.parse((await server.get(`/api/projects/${project.id}/sessions`)).body)
  expect(sessions.find(({ id }) => id === other.sessionId)).toMatchObject({ agent: 'codex' })
  expect((await server.request('PATCH', path, { effort: null, permissionMode: 'plan' })).status).toBe(200)
})

test('settings of another version are kept and told as they are; a session begins with what is safe', async () => {
  const agents = JSON.stringify({
    guide: { effort: 'utmost', theme: 'dark' },
    codex: { program: '/opt/codex' }
  })
  await server.crash(async () => {
    const put = 'INSERT INTO settings VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
    await write(put, 'defaultPermissionMode', '"ponder"')()
    await write(put, 'agents', agents)()
  })
  expect((await server.get('/api/settings')).body).toMatchObject({
    defaultPermissionMode: 'ponder',
    agents: JSON.parse(agents)
  })
  const { path } = await server.openSession()
  expect((await server.get(path)).body).toMatchObject({ permissionMode: 'default' })
  expect((await server.get(path)).body).not.toHaveProperty('effort')
  const same = { defaultPermissionMode: 'ponder', agents: JSON.parse(agents), theme: 'dark' }
  expect((await server.request('PATCH', '/api/settings', same)).body).toMatchObject(same)
})

test('an agent that is not known here is refused where it is asked for', async () => {
  const { project } = await server.openSession()
  const wish = { sessionId: randomUUID(), agent: 'acp:absent' }
  expect(await server.request('POST', `/api/projects/${project.id}/sessions`, wish)).toEqual({
    status: 400,
    body: refusal('unknown_agent')
  })
})
