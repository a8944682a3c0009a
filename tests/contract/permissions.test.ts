/** What a person is asked by way of the socket, and the modes that say when. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createScriptedAgent, lastRunOf } from './scriptedAgent.ts'
import type { ScriptedRun } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'
import { sampleRequest as request } from '../support/sampleSession.ts'

let server: TestServer

beforeAll(async () => {
  server = await TestServer.start()
})

afterAll(() => server.stop())

beforeEach(() => {
  const { onPrompt, onInterrupt, onAnswer } = createScriptedAgent()
  Object.assign(server.agent, { onPrompt, onInterrupt, onAnswer })
})

const lastRun = (): ScriptedRun => lastRunOf(server.agent)

describe('permissions', () => {
  test('show in every window, and the first answer wins', async () => {
    const { sessionId } = await server.openSession()
    const [one, two] = [await server.enter(sessionId), await server.enter(sessionId)]
    await one.say('go')
    lastRun().emit({ type: 'permission_requested', request })
    await one.nextEvent('permission_requested')
    await two.nextEvent('permission_requested')
    const answer = { behavior: 'allow', updatedInput: { command: 'ls -l' } }
    expect(await two.command({ type: 'answer_permission', requestId: 'r1', answer })).toMatchObject({
      ok: true
    })
    const late = await one.command({
      type: 'answer_permission',
      requestId: 'r1',
      answer: { behavior: 'deny' }
    })
    expect(late).toMatchObject({ ok: false, error: { code: 'permission_settled' } })
    await one.nextEvent('permission_settled', ({ outcome }) => outcome === 'allowed')
    expect(lastRun().answers).toEqual([{ requestId: 'r1', answer }])
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await one.nextEvent('message_complete')
  })

  test('survive a reload, and end with the turn', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('go')
    lastRun().emit({ type: 'permission_requested', request })
    await client.close()
    const again = await server.enter(sessionId)
    expect(await again.next((frame) => frame.type === 'snapshot')).toMatchObject({ permissions: [request] })
    await again.command({ type: 'interrupt' })
    await again.nextEvent('permission_settled', ({ outcome }) => outcome === 'cancelled')
    await again.nextEvent('message_complete')
  })

  test('that are remembered are not asked again: for the session, for the project', async () => {
    const { sessionId, project } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.say('go')
    lastRun().emit({ type: 'permission_requested', request })
    await client.nextEvent('permission_requested')
    const answer = { behavior: 'allow', remember: 'project' }
    await client.command({ type: 'answer_permission', requestId: 'r1', answer })
    lastRun().emit({ type: 'permission_requested', request: { ...request, id: 'r2' } })
    expect(lastRun().answers.at(-1)).toEqual({ requestId: 'r2', answer: { behavior: 'allow' } })
    lastRun().emit({
      type: 'permission_requested',
      request: { ...request, id: 'r3', input: { command: 'rm' } }
    })
    await client.nextEvent('permission_requested', ({ request: { id } }) => id === 'r3')
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete')

    const other = randomUUID()
    await server.request('POST', `/api/projects/${project.id}/sessions`, { sessionId: other })
    const second = await server.enter(other)
    await second.say('go')
    lastRun().emit({ type: 'permission_requested', request: { ...request, id: 'r4' } })
    expect(lastRun().answers).toEqual([{ requestId: 'r4', answer: { behavior: 'allow' } }])
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await second.nextEvent('message_complete')
  })
})

describe('modes', () => {
  test('a changed mode is kept, told to the agent, and taken by its next start', async () => {
    const { sessionId, path } = await server.openSession()
    const client = await server.enter(sessionId)
    await client.command({ type: 'set_permission_mode', permissionMode: 'plan' })
    await client.nextEvent('session_updated', ({ session }) => session.permissionMode === 'plan')
    expect((await server.get(path)).body).toMatchObject({ permissionMode: 'plan' })
    await client.say('go')
    expect(lastRun().task.permissionMode).toBe('plan')
    await client.command({ type: 'set_permission_mode', permissionMode: 'acceptEdits' })
    expect(lastRun().modes).toEqual(['acceptEdits'])
    lastRun().emit({ type: 'turn_ended', outcome: 'done' })
    await client.nextEvent('message_complete')
  })
})
