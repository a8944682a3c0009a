/** A file that was allowed for good is swapped for another one: it must be asked again, and nothing outside changes. */
import { existsSync } from 'node:fs'
import { link, mkdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createGuideAgent } from '../../electron/agent/guide/guideAgent.ts'
import { systemClock } from '../../electron/clock.ts'
import { silentLog } from '../../electron/log.ts'
import type { PermissionRequest, PermissionRule } from '../../shared/session.ts'
import type { SocketClient } from '../contract/socketClient.ts'
import { TestServer } from '../contract/testServer.ts'

let server: TestServer
let client: SocketClient
let rulesPath: string
const inProject = (...names: string[]): string => join(server.projectPath, ...names)
const outside = (...names: string[]): string => join(server.folder, 'outside', ...names)

beforeEach(async () => {
  server = await TestServer.start([createGuideAgent({ clock: systemClock, log: silentLog })])
  await mkdir(outside())
  const { project, sessionId } = await server.openSession()
  rulesPath = `/api/projects/${project.id}/rules`
  client = await server.enter(sessionId)
})
afterEach(() => server.stop())

let turns = 0
beforeEach(() => {
  turns = 0
})

function requests(): PermissionRequest[] {
  return client.events.flatMap((event) => (event.type === 'permission_requested' ? [event.request] : []))
}

/** Runs one turn; gives the request it waited with, answered with `answer`, or null when nobody was asked. */
async function turn(text: string, answer: object = { behavior: 'deny' }): Promise<PermissionRequest | null> {
  const before = requests().length
  await client.say(text)
  await client.next(
    (frame) =>
      frame.type === 'event' &&
      (frame.event.type === 'message_complete' || frame.event.type === 'permission_requested'),
    turns + before
  )
  const request = requests()[before] ?? null
  if (request) await client.command({ type: 'answer_permission', requestId: request.id, answer })
  await client.nextEvent('message_complete', () => true, turns)
  turns += 1
  return request
}

async function remembered(text: string, scope: 'session' | 'project'): Promise<readonly PermissionRule[]> {
  const asked = await turn(text, { behavior: 'allow', remember: scope })
  if (!asked) throw new Error('nobody was asked')
  return asked.rules
}

test.each(['session', 'project'] as const)(
  'a file that was allowed for the %s is not asked about again, whatever is written',
  async (scope) => {
    expect(await remembered('write a.txt one', scope)).toEqual([
      { toolName: 'Write', pattern: inProject('a.txt') }
    ])
    expect(await turn('write a.txt two')).toBeNull()
    expect(await turn('write ./b/../a.txt three')).toBeNull()
    expect(await readFile(inProject('a.txt'), 'utf8')).toBe('three')
    expect((await turn('edit a.txt three => four'))?.toolName).toBe('Edit')
    expect(await readFile(inProject('a.txt'), 'utf8')).toBe('three')
  }
)

const swaps: [string, string, () => Promise<void>][] = [
  [
    'a link to another file of the project',
    'a.txt',
    async () => {
      await writeFile(inProject('package.json'), '{}')
      await rm(inProject('src', 'a.txt'))
      await symlink(inProject('package.json'), inProject('src', 'a.txt'))
    }
  ],
  [
    'a second name of a file outside',
    'a.txt',
    async () => {
      await writeFile(outside('a.txt'), 'mine')
      await rm(inProject('src', 'a.txt'))
      await link(outside('a.txt'), inProject('src', 'a.txt'))
    }
  ],
  [
    'a file in a folder that became a link',
    'a.txt',
    async () => {
      await rename(inProject('src'), inProject('other'))
      await symlink(inProject('other'), inProject('src'))
    }
  ]
]
for (const scope of ['session', 'project'] as const) {
  for (const [what, name, swap] of swaps) {
    test(`${what} is asked about again, though the name was allowed for the ${scope}`, async () => {
      await mkdir(inProject('src'))
      await remembered(`write src/${name} one`, scope)
      expect(await turn(`write src/${name} two`)).toBeNull()
      await swap()
      const before = await readFile(inProject('src', name), 'utf8')
      expect((await turn(`write src/${name} evil`))?.toolName).toBe('Write')
      expect(await readFile(inProject('src', name), 'utf8')).toBe(before)
    })
  }
}

test('a link out of the project is never written through, whatever was remembered', async () => {
  await remembered('write a.txt one', 'project')
  await rm(inProject('a.txt'))
  await writeFile(outside('a.txt'), 'mine')
  await symlink(outside('a.txt'), inProject('a.txt'))
  await turn('write a.txt evil', { behavior: 'allow' })
  expect(await readFile(outside('a.txt'), 'utf8')).toBe('mine')
})

test('a link that moved is asked about again, and what it led to before is not', async () => {
  await writeFile(inProject('one.txt'), '1')
  await writeFile(inProject('two.txt'), '2')
  await symlink(inProject('one.txt'), inProject('link.txt'))
  expect(await remembered('write link.txt x', 'project')).toEqual([
    { toolName: 'Write', pattern: inProject('one.txt') }
  ])
  await rm(inProject('link.txt'))
  await symlink(inProject('two.txt'), inProject('link.txt'))
  expect(await turn('write link.txt y')).not.toBeNull()
  expect(await readFile(inProject('two.txt'), 'utf8')).toBe('2')
  expect(await turn('write one.txt z')).toBeNull()
})

test('a file that was not there yet, and became a link that leads nowhere, is not made elsewhere', async () => {
  await remembered('write new/a.txt one', 'project')
  await rm(inProject('new'), { recursive: true })
  expect(await turn('write new/a.txt two')).toBeNull()
  await rm(inProject('new'), { recursive: true })
  await symlink(inProject('made'), inProject('new'))
  await turn('write new/a.txt evil')
  expect(existsSync(inProject('made'))).toBe(false)
})

test('twins of a name are asked about: composed or not, upper or lower case, with what nobody sees', async () => {
  const name = 'caf\u00e9.txt'
  await remembered(`write ${name} one`, 'project')
  for (const twin of ['cafe\u0301.txt', 'Caf\u00e9.txt', 'caf\u00e9.txt\u200b', 'c\u0430f\u00e9.txt']) {
    expect((await turn(`write ${twin} evil`))?.toolName).toBe('Write')
  }
  expect(await turn(`write ${name} two`)).toBeNull()
})

test('a changed call is allowed once: neither it nor the one that was shown is remembered', async () => {
  const answer = { behavior: 'allow', remember: 'project', updatedInput: { command: 'echo changed' } }
  expect(await turn('run echo shown', answer)).not.toBeNull()
  expect((await server.get(rulesPath)).body).toEqual({ rules: [] })
  expect(await turn('run echo shown')).not.toBeNull()
  expect(await turn('run echo changed')).not.toBeNull()
})

test('an answer with the input of another tool does nothing and remembers nothing', async () => {
  const answer = {
    behavior: 'allow',
    remember: 'project',
    updatedInput: { file_path: inProject('made.txt'), content: 'evil' }
  }
  await turn('run echo shown', answer)
  expect([existsSync(inProject('made.txt')), (await server.get(rulesPath)).body]).toEqual([
    false,
    { rules: [] }
  ])
})

test('a rule that is taken back, by the person or with the trust in the folder, counts no more', async () => {
  await remembered('run echo one', 'project')
  expect(await turn('run echo one')).toBeNull()
  const rule = { toolName: 'Bash', pattern: 'echo one' }
  expect((await server.request('DELETE', rulesPath, rule)).status).toBe(204)
  expect(await turn('run echo one')).not.toBeNull()
})

test('trust that is withdrawn takes with it what was allowed under it', async () => {
  const projectPath = rulesPath.replace(/\/rules$/, '')
  await server.request('PATCH', projectPath, { trusted: true })
  const { sessionId } = await server.openSession()
  client = await server.enter(sessionId)
  await remembered('run echo one', 'project')
  await remembered('run echo two', 'session')
  await server.request('PATCH', projectPath, { trusted: false })
  expect((await server.get(rulesPath)).body).toEqual({ rules: [] })
  client = await server.enter(sessionId)
  turns = 0
  expect(await turn('run echo one')).not.toBeNull()
  expect(await turn('run echo two')).not.toBeNull()
})

test('a project that is removed and opened again has forgotten what was allowed in it', async () => {
  await remembered('run echo one', 'project')
  await server.request('DELETE', rulesPath.replace(/\/rules$/, ''))
  const { project, sessionId } = await server.openSession()
  expect((await server.get(`/api/projects/${project.id}/rules`)).body).toEqual({ rules: [] })
  client = await server.enter(sessionId)
  turns = 0
  expect(await turn('run echo one')).not.toBeNull()
})

test.each(['.git/hooks/post-commit', '.GIT/config', '.claude/settings.json', 'sub/.envrc', 'hooks/x'])(
  'a file that decides what runs later cannot be remembered, nor accepted with other edits: %s',
  async (name) => {
    await mkdir(inProject('.git', 'hooks'), { recursive: true })
    await symlink(inProject('.git', 'hooks'), inProject('hooks'))
    await client.command({ type: 'set_permission_mode', permissionMode: 'acceptEdits' })
    expect(await turn('write a.txt one')).toBeNull()
    for (let times = 0; times < 2; times += 1) {
      expect(await turn(`write ${name} x`, { behavior: 'allow', remember: 'project' })).toMatchObject({
        rules: [],
        cause: 'safety_check',
        defaultToNo: true
      })
    }
    expect((await server.get(rulesPath)).body).toEqual({ rules: [] })
  }
)

test('in plan mode what was remembered changes nothing', async () => {
  await remembered('write a.txt one', 'project')
  await remembered('run touch made', 'project')
  await client.command({ type: 'set_permission_mode', permissionMode: 'plan' })
  await rm(inProject('made'))
  await turn('write a.txt evil')
  await turn('run touch made')
  expect([await readFile(inProject('a.txt'), 'utf8'), existsSync(inProject('made'))]).toEqual(['one', false])
})
