/** What an agent tells of its tools, and what it is told back, over the real server: mode, trust and place are facts of it. */
import { link, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { RequestedUse, ToolUse } from '../../electron/agent/toolUse.ts'
import type { PermissionMode } from '../../shared/session.ts'
import type { ScriptedRun } from './scriptedAgent.ts'
import type { SocketClient } from './socketClient.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
let client: SocketClient
let projectPath: string
beforeEach(async () => {
  server = await TestServer.start()
  server.agent.loadsFolder = true
  const { project, sessionId } = await server.openSession()
  projectPath = `/api/projects/${project.id}`
  client = await server.enter(sessionId)
})
afterEach(() => server.stop())

const command: ToolUse = {
  kind: 'command',
  reach: 'checked',
  couldRun: true,
  lasts: false,
  judgedBy: 'agent'
}
const makes: ToolUse = { ...command, kind: 'other', reach: 'anything', couldRun: false, lasts: true }
const edits: RequestedUse = {
  ...command,
  kind: 'edit',
  reach: 'anything',
  couldRun: false,
  judgedBy: 'nobody',
  isForPlanning: false
}

function run(): ScriptedRun {
  const last = server.agent.runs.at(-1)
  if (!last) throw new Error('no run was opened')
  return last
}
let announced = 0
/** What the agent is told of one use, at once. */
function judged(use: ToolUse, isPlanning = false): string {
  announced += 1
  const id = `use ${announced}`
  run().emit({ type: 'tool_announced', use: { ...use, id, isPlanning } })
  const last = run().verdicts.at(-1)
  return last?.useId === id ? last.verdict.behavior : 'nothing'
}
function askToWrite(id: string, file: string, use?: RequestedUse): void {
  const facts = { kind: 'edit', variant: 'write', subject: 'file_path' } as const
  const request = { id, toolName: 'Write', ...facts, input: { file_path: file, content: id }, title: 'Write' }
  run().emit({
    type: 'permission_requested',
    request: { ...request, rules: [{ toolName: 'Write', pattern: file }] },
    ...(use && { use })
  })
}
async function setMode(permissionMode: PermissionMode): Promise<void> {
  await client.command({ type: 'set_permission_mode', permissionMode })
}
async function trust(trusted: boolean): Promise<void> {
  await server.request('PATCH', projectPath, { trusted })
}

test('an announced use is judged at once by the mode, and no window hears of it', async () => {
  server.agent.loadsFolder = false
  await client.say('go')
  const { length } = client.events
  const verdicts: Record<string, string[]> = {}
  for (const mode of ['plan', 'acceptEdits', 'bypassPermissions', 'default'] as const) {
    await setMode(mode)
    verdicts[mode] = [judged(command), judged(makes)]
  }
  expect(verdicts).toEqual({
    plan: ['go_on', 'hold_back'],
    acceptEdits: ['go_on', 'ask'],
    bypassPermissions: ['go_on', 'go_on'],
    default: ['go_on', 'ask']
  })
  expect(judged(makes, true)).toBe('hold_back')
  expect(client.events.slice(length).map(({ type }) => type)).toEqual(Array(4).fill('session_updated'))
})

test('a run that began without trust asks until the next one; trust that is withdrawn asks at once', async () => {
  await client.say('go')
  expect(judged(command)).toBe('ask')
  await trust(true)
  expect(judged(command)).toBe('ask')
  run().emit({ type: 'turn_ended', outcome: 'done' })
  await client.nextEvent('message_complete')
  await client.say('again')
  expect([server.agent.runs.length, judged(command)]).toEqual([2, 'go_on'])
  await trust(false)
  expect(judged(command)).toBe('ask')
})

test('an agent that loads nothing of the folder is not asked about its trust', async () => {
  server.agent.loadsFolder = false
  await client.say('go')
  expect(judged(command)).toBe('go_on')
})

test('a use is judged while the file of a request is looked up, and while the turn is accounted for', async () => {
  await client.say('go')
  askToWrite('r1', join(server.projectPath, 'a.txt'))
  expect(judged(makes)).toBe('ask')
  run().emit({ type: 'turn_ended', outcome: 'done' })
  expect(judged(makes)).toBe('ask')
  await client.nextEvent('message_complete')
  expect(judged(makes)).toBe('ask')
})

test('accepted edits are those that lie inside the folder, wherever their names point', async () => {
  const outside = join(server.folder, 'outside')
  await mkdir(outside)
  await writeFile(join(outside, 'mine.txt'), 'mine')
  await link(join(outside, 'mine.txt'), join(server.projectPath, 'twin.txt'))
  await client.say('go')
  await setMode('acceptEdits')
  const files = [
    join(server.projectPath, 'a.txt'),
    join(outside, 'a.txt'),
    join(server.projectPath, 'twin.txt')
  ]
  files.forEach((file, index) => askToWrite(`r${index}`, file, edits))
  await client.nextEvent('permission_requested', ({ request }) => request.id === 'r2')
  expect(run().answers).toEqual([{ requestId: 'r0', answer: { behavior: 'allow' } }])
  expect(
    client.events.flatMap((event) => (event.type === 'permission_requested' ? [event.request.id] : []))
  ).toEqual(['r1', 'r2'])
})

test('what is held back is not asked, and its agent is told why', async () => {
  await client.say('go')
  await setMode('plan')
  askToWrite('r1', join(server.projectPath, 'a.txt'), edits)
  await expect
    .poll(() => run().answers)
    .toEqual([{ requestId: 'r1', answer: { behavior: 'hold_back', because: 'plan_mode' } }])
})
