/** What an agent says while Skein looks where a file really is: nothing overtakes the request, nothing is lost. */
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { factsOf } from '../../electron/agent/claude/claudeTools.ts'
import { openStore } from '../../electron/store/store.ts'
import type { PermissionRequest } from '../../shared/session.ts'
import type { ScriptedRun } from '../contract/scriptedAgent.ts'
import type { SocketClient } from '../contract/socketClient.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
let client: SocketClient
let sessionId: string
beforeEach(async () => {
  server = await TestServer.start()
  ;({ sessionId } = await server.openSession())
  client = await server.enter(sessionId)
})
afterEach(() => server.stop())

function run(): ScriptedRun {
  const last = server.agent.runs.at(-1)
  if (!last) throw new Error('no run was opened')
  return last
}
function write(id: string, name = 'a.txt'): PermissionRequest {
  const file = join(server.projectPath, name)
  return {
    id,
    toolName: 'Write',
    input: { file_path: file, content: id },
    title: 'Write',
    rules: [{ toolName: 'Write', pattern: file }]
  }
}
/** As an agent asks that says what its tools are. */
function ask(request: PermissionRequest): void {
  run().emit({ type: 'permission_requested', request: { ...factsOf(request.toolName), ...request } })
}
function say(id: string): void {
  run().emit({
    type: 'message_added',
    message: {
      id,
      role: 'assistant',
      content: [{ type: 'text', text: id }],
      createdAt: '2026-01-02T03:04:05.000Z',
      isStreaming: false
    }
  })
}
function told(): string[] {
  return client.events.flatMap((event) => {
    switch (event.type) {
      case 'message_added':
        return event.message.role === 'assistant' ? [event.message.id] : []
      case 'permission_requested':
        return [`asked ${event.request.id}`]
      case 'permission_settled':
        return [`${event.outcome} ${event.requestId}`]
      case 'message_complete':
        return [event.outcome]
      default:
        return []
    }
  })
}
/** Remembers writing `a.txt` for the session, in a turn that goes on. */
async function rememberWriting(): Promise<void> {
  await client.say('go')
  ask(write('r0'))
  await client.nextEvent('permission_requested')
  await client.command({
    type: 'answer_permission',
    requestId: 'r0',
    answer: { behavior: 'allow', remember: 'session' }
  })
}

test('what is said after a request is told after it, and what was remembered is answered in order', async () => {
  await rememberWriting()
  say('before')
  ask(write('r1'))
  say('between')
  ask(write('r2', 'b.txt'))
  ask(write('r3'))
  say('after')
  await client.nextEvent('message_added', ({ message }) => message.id === 'after')
  expect(told().slice(2)).toEqual(['before', 'between', 'asked r2', 'after'])
  expect(run().answers.slice(1)).toEqual([
    { requestId: 'r1', answer: { behavior: 'allow' } },
    { requestId: 'r3', answer: { behavior: 'allow' } }
  ])
  run().emit({ type: 'turn_ended', outcome: 'done' })
  await client.nextEvent('message_complete')
  expect(told().slice(-2)).toEqual(['cancelled r2', 'done'])
})

test('a request that is withdrawn at once bothers nobody and is not answered', async () => {
  await rememberWriting()
  ask(write('r1'))
  run().emit({ type: 'permission_withdrawn', requestId: 'r1' })
  ask(write('r2', 'b.txt'))
  run().emit({ type: 'permission_withdrawn', requestId: 'r2' })
  say('after')
  await client.nextEvent('message_added', ({ message }) => message.id === 'after')
  expect(told().slice(2)).toEqual(['after'])
  expect(run().answers.length).toBe(1)
})

test('a turn that ends at once leaves no request open', async () => {
  await rememberWriting()
  ask(write('r1', 'b.txt'))
  run().emit({ type: 'turn_ended', outcome: 'done' })
  await client.nextEvent('message_complete')
  expect(told().slice(2)).toEqual(['asked r1', 'cancelled r1', 'done'])
  ask(write('r2'))
  await expect.poll(() => run().answers.at(-1)).toEqual({ requestId: 'r2', answer: { behavior: 'deny' } })
})

test('a turn that is stopped meanwhile is not helped on by what was remembered', async () => {
  await rememberWriting()
  server.agent.onInterrupt = () => undefined
  ask(write('r1'))
  await client.command({ type: 'interrupt' })
  run().emit({ type: 'permission_withdrawn', requestId: 'r1' })
  run().emit({ type: 'turn_ended', outcome: 'interrupted' })
  await client.nextEvent('message_complete')
  expect(run().answers.length).toBe(1)
  expect(told().at(-1)).toBe('interrupted')
})

test('a server that ends meanwhile loses nothing of what was said', async () => {
  await rememberWriting()
  ask(write('r1'))
  say('last words')
  await server.restart()
  const again = await server.enter(sessionId)
  const snapshot = await again.next((frame) => frame.type === 'snapshot')
  expect(JSON.stringify(snapshot)).toContain('last words')
  expect(run().answers.length).toBe(1)
})

const any = { toolName: 'Monitor', pattern: null }
function watch(id: string, command: string): PermissionRequest {
  const input = { command, description: 'x', timeout_ms: 1 }
  return { id, toolName: 'Monitor', input, title: 'Watch', rules: [any] }
}

test('an agent that offers a rule for any use of a tool gets one for exactly this call', async () => {
  const { project } = await server.openSession()
  await client.say('go')
  ask(watch('r1', 'tail -f log'))
  await client.nextEvent('permission_requested')
  await client.command({
    type: 'answer_permission',
    requestId: 'r1',
    answer: { behavior: 'allow', remember: 'project' }
  })
  expect((await server.get(`/api/projects/${project.id}/rules`)).body).toEqual({
    rules: [{ toolName: 'Monitor', pattern: 'tail -f log' }]
  })
  ask(watch('r2', 'rm -rf ~'))
  await client.nextEvent('permission_requested', ({ request }) => request.id === 'r2')
  ask(watch('r3', 'tail -f log'))
  expect(run().answers.at(-1)).toEqual({ requestId: 'r3', answer: { behavior: 'allow' } })
})

test('a rule for any use that an older version saved is listed, answers nothing, and can be taken back', async () => {
  const { project } = await server.openSession()
  const rules = `/api/projects/${project.id}/rules`
  await server.server.close()
  const store = openStore(join(server.dataDir, 'skein.db'))
  store.rules.add(project.id, [any, { toolName: 'Write', pattern: null }])
  store.close()
  await server.listen()
  ;({ sessionId } = await server.openSession())
  client = await server.enter(sessionId)
  await client.say('go')
  ask(watch('r1', 'rm -rf ~'))
  ask(write('r2'))
  await client.nextEvent('permission_requested', ({ request }) => request.id === 'r2')
  expect(run().answers).toEqual([])
  expect((await server.get(rules)).body).toMatchObject({ rules: [any, { pattern: null }] })
  expect((await server.request('DELETE', rules, any)).status).toBe(204)
})
