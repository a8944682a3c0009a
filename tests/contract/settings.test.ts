/** A person's choices over real HTTP: all of them kept, none there is not. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import type { Settings } from '../../shared/settings.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())

const change = (changes: object) => server.request('PATCH', '/api/settings', changes)
const refused = { status: 400, body: { error: { code: 'bad_request', message: expect.any(String) } } }

const chosen: Settings = {
  theme: 'contrast',
  fontSize: 17,
  motion: 'reduce',
  language: 'de',
  sendKey: 'mod-enter',
  defaultPermissionMode: 'acceptEdits',
  defaultAgent: 'guide',
  agents: { claude: { program: '/opt/claude', effort: null } },
  editorCommand: 'code --goto {path}:{line}',
  notifyTurnEnd: false,
  notifyWaiting: false,
  notifyFailed: false,
  quietHours: { from: '22:00', to: '07:00' },
  keepAwake: 'plugged',
  updateChannel: 'beta'
}

test('every choice is kept over a crash, alone and together, and can be taken back', async () => {
  for (const [key, value] of Object.entries(chosen)) {
    const reply = await change({ [key]: value })
    expect([reply.status, reply.body]).toEqual([200, expect.objectContaining({ [key]: value })])
  }
  await server.crash()
  expect(await server.get('/api/settings')).toEqual({ status: 200, body: chosen })
  const first = { ...defaultSettings, defaultAgent: chosen.defaultAgent }
  expect((await change(first)).body).toEqual(first)
  expect(await server.get('/api/settings')).toEqual({ status: 200, body: first })
})

test.each([
  ['an unknown choice', { colour: 'red' }, 'colour'],
  ['a known one beside an unknown one', { theme: 'dark', colour: 'red' }, 'colour'],
  ['a good one beside a wrong one', { theme: 'dark', fontSize: 21 }, 'fontSize'],
  ['half a pixel', { fontSize: 13.5 }, 'fontSize'],
  ['an editor of spaces only', { editorCommand: '   ' }, 'editorCommand'],
  ['no choice at all for one that needs it', { theme: null }, 'theme'],
  ['a list', [], 'value']
])('%s is refused with its name, and nothing changes', async (_what, changes, name) => {
  const before = (await server.get('/api/settings')).body
  const reply = await change(changes)
  expect(reply).toEqual(refused)
  expect(JSON.stringify(reply.body)).toContain(name)
  expect((await server.get('/api/settings')).body).toEqual(before)
})
