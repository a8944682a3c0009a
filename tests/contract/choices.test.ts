/** Files, drafts, rules, offers and the page's appearance, over real HTTP. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FileMatches } from '../../shared/files.ts'
import { defaultSettings, Settings } from '../../shared/settings.ts'
import { emptyDraft } from '../../shared/steering.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
let projectId: string

beforeAll(async () => {
  server = await TestServer.start()
  projectId = (await server.openProject()).id
  await mkdir(join(server.projectPath, 'src'))
  await writeFile(join(server.projectPath, 'src', 'tide table.ts'), '')
  await writeFile(join(server.projectPath, 'notes.md'), '')
})
afterAll(() => server.stop())

const refusal = (code: string): object => ({ error: expect.objectContaining({ code }) })

describe('files', () => {
  test('are found by what stands in their names, with the letters that matched', async () => {
    const search = async (query: string) =>
      FileMatches.parse(
        (await server.get(`/api/projects/${projectId}/files?query=${encodeURIComponent(query)}`)).body
      )
    await expect.poll(async () => (await search('')).isComplete, { timeout: 10_000 }).toBe(true)
    expect(await search('tidet')).toMatchObject({ files: [{ path: 'src/tide table.ts' }], total: 3 })
    expect((await search('notes')).files).toEqual([{ path: 'notes.md', positions: [0, 1, 2, 3, 4] }])
    expect((await search('no such file')).files).toEqual([])
  })

  test('of a project nobody knows are not found', async () => {
    expect(await server.get('/api/projects/nobody/files')).toEqual({
      status: 404,
      body: refusal('project_not_found')
    })
  })

  test('are opened by the editor a person chose; one that is gone is told', async () => {
    await server.request('PATCH', '/api/settings', { editorCommand: 'ed {path} {line}' })
    const open = (path: string) =>
      server.request('POST', `/api/projects/${projectId}/open-file`, { path, line: 2 })
    expect((await open('notes.md')).status).toBe(204)
    expect(server.started).toEqual([['ed', [join(server.projectPath, 'notes.md'), '2']]])
    expect(await open('gone.md')).toEqual({ status: 404, body: refusal('file_not_found') })
    expect(await open('')).toEqual({ status: 400, body: refusal('bad_request') })
  })
})

describe('a draft', () => {
  const draft = { text: 'half a thought', attachments: [{ type: 'text', name: 'a.txt', text: 'x' }] }

  test('is kept with its session, over a crash, and cleared by an empty one', async () => {
    const { path } = await server.openSession()
    expect((await server.get(`${path}/draft`)).body).toEqual(emptyDraft)
    expect((await server.request('PUT', `${path}/draft`, draft)).status).toBe(204)
    await server.crash()
    expect((await server.get(`${path}/draft`)).body).toEqual(draft)
    await server.request('PUT', `${path}/draft`, emptyDraft)
    expect((await server.get(`${path}/draft`)).body).toEqual(emptyDraft)
  })

  test('may be as large as what it will be sent as; other bodies may not', async () => {
    const { path } = await server.openSession()
    const large = { text: 'x'.repeat(4 * 1024 * 1024), attachments: [] }
    expect((await server.request('PUT', `${path}/draft`, large)).status).toBe(204)
    expect(await server.request('PATCH', path, { title: large.text })).toEqual({
      status: 413,
      body: refusal('body_too_large')
    })
  })

  test('of a session that does not exist is not found, one of the wrong shape refused', async () => {
    const { path } = await server.openSession()
    const elsewhere = path.replace(/[^/]+$/u, '6f0c8f0e-3d5a-4c7e-9d0b-1f1f1f1f1f1f')
    expect(await server.request('PUT', `${elsewhere}/draft`, draft)).toEqual({
      status: 404,
      body: refusal('session_not_found')
    })
    expect(await server.get(`${elsewhere}/draft`)).toEqual({
      status: 404,
      body: refusal('session_not_found')
    })
    expect(await server.request('PUT', `${path}/draft`, { text: 7, attachments: [] })).toEqual({
      status: 400,
      body: refusal('bad_request')
    })
  })
})

const rule = { toolName: 'Bash', pattern: 'ls' }

test('a rule is listed, and once taken back the agent asks again, in the same session', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.enter(sessionId)
  const asked: string[] = []
  server.agent.onPrompt = (run, prompt) => {
    asked.push(prompt.text)
    run.emit({
      type: 'permission_requested',
      request: {
        id: prompt.id,
        toolName: 'Bash',
        kind: 'command',
        input: { command: 'ls' },
        title: 'Run ls',
        rules: [rule]
      }
    })
  }
  server.agent.onAnswer = (run) => run.emit({ type: 'turn_ended', outcome: 'done' })
  const rules = () => server.get(`/api/projects/${projectId}/rules`)
  const has = async (type: string, count: number): Promise<void> => {
    await expect.poll(() => client.events.filter((event) => event.type === type).length).toBe(count)
  }
  expect((await rules()).body).toEqual({ rules: [] })

  await client.say('one')
  await has('permission_requested', 1)
  const request = client.events.find((event) => event.type === 'permission_requested')
  await client.command({
    type: 'answer_permission',
    requestId: request?.request.id,
    answer: { behavior: 'allow', remember: 'project' }
  })
  await has('message_complete', 1)
  expect((await rules()).body).toEqual({ rules: [rule] })

  await client.say('two')
  await has('message_complete', 2)
  expect((await server.request('DELETE', `/api/projects/${projectId}/rules`, rule)).status).toBe(204)
  expect(await server.request('DELETE', `/api/projects/${projectId}/rules`, rule)).toEqual({
    status: 404,
    body: refusal('rule_not_found')
  })
  await client.say('three')
  await has('permission_requested', 2)
  expect(asked).toEqual(['one', 'two', 'three'])
})

test('an offer says what the agent has there', async () => {
  expect((await server.get(`/api/projects/${projectId}/agents/guide/offer`)).body).toEqual({
    agent: 'guide',
    commands: [],
    models: []
  })
  expect(await server.get(`/api/projects/${projectId}/agents/acp:nobody/offer`)).toEqual({
    status: 404,
    body: refusal('unknown_agent')
  })
})

describe('the page', () => {
  const htmlTag = async (accepted: string): Promise<string> => {
    await mkdir(join(server.folder, 'page'), { recursive: true })
    await writeFile(
      join(server.folder, 'page', 'index.html'),
      '<html lang="en" data-theme="system"><body></body></html>'
    )
    const answer = await fetch(server.url, { headers: { 'Accept-Language': accepted } })
    return (await answer.text()).split('>')[0] ?? ''
  }

  test('comes in the chosen looks, and in the language of the browser until one is chosen', async () => {
    const { theme, motion, fontSize } = defaultSettings
    expect(await htmlTag('fr, de-AT;q=0.8, en;q=0.5')).toContain(
      `<html lang="de" data-theme="${theme}" data-motion="${motion}" data-font-size="${fontSize}"`
    )
    expect(await htmlTag('')).toContain('lang="en"')
    const chosen = { theme: 'contrast', motion: 'reduce', fontSize: 18, language: 'en' }
    await server.request('PATCH', '/api/settings', chosen)
    expect(await htmlTag('de')).toContain(
      '<html lang="en" data-theme="contrast" data-motion="reduce" data-font-size="18"'
    )
  })

  test('knows what a new session begins with before it asks for anything', async () => {
    await server.request('PATCH', '/api/settings', { defaultPermissionMode: 'plan', sendKey: 'mod-enter' })
    const { defaultAgent } = Settings.parse((await server.get('/api/settings')).body)
    expect(await htmlTag('')).toContain(`data-agent="${defaultAgent}" data-permission-mode="plan"`)
    expect(await htmlTag('')).toContain('data-send-key="mod-enter"')
  })

  test.each([{ fontSize: 99 }, { language: '"><script>' }, { motion: 'wild' }, { sendKey: 'x' }])(
    'is never given what is no choice: %j',
    async (wrong) => {
      const before = (await server.get('/api/settings')).body
      expect(await server.request('PATCH', '/api/settings', wrong)).toEqual({
        status: 400,
        body: refusal('bad_request')
      })
      expect((await server.get('/api/settings')).body).toEqual(before)
    }
  )
})
