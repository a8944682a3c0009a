import { randomUUID } from 'node:crypto'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultSettings } from '../../shared/settings.ts'
import { AgentList, MessagePage, ProjectList, SessionList } from '../../shared/protocol.ts'
import { Project, SessionSummary } from '../../shared/session.ts'
import { answerWith } from './scriptedAgent.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
  await mkdir(join(server.folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(server.folder, 'page', 'index.html'), '<html data-theme="system"><title>Skein</title>')
  await writeFile(join(server.folder, 'page', 'assets', 'app-1.js'), 'export {}')
})
afterAll(() => server.stop())

const refusal = (code: string): object => ({ error: { code, message: expect.stringMatching(/\w/) } })

/** A request with headers `fetch` would not let through. */
function raw(headers: Record<string, string>, path = '/api/agents'): Promise<number> {
  return new Promise((resolve, reject) => {
    const url = new URL(path, server.url)
    request({ host: '127.0.0.1', port: url.port, path: url.pathname, headers }, (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

describe('the guard', () => {
  test('refuses a missing and a wrong token', async () => {
    for (const authorization of ['', 'Bearer wrong', `Basic ${server.token}`, `Bearer ${server.token}x`]) {
      const reply = await server.request('GET', '/api/projects', undefined, { Authorization: authorization })
      expect(reply).toEqual({ status: 401, body: refusal('unauthorized') })
    }
  })

  test('takes no token from the address', async () => {
    expect(await raw({ host: '127.0.0.1' }, `/api/projects?token=${server.token}`)).toBe(401)
  })

  test.each([
    ['a foreign page', { origin: 'https://evil.example' }],
    ['a sandboxed page', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a name that was bound to loopback', { host: 'evil.example' }],
    ['a name that begins like loopback', { host: '127.0.0.1.evil.example' }]
  ])('refuses %s', async (_who, headers) => {
    const host = `127.0.0.1:${server.server.port}`
    expect(await raw({ host, authorization: `Bearer ${server.token}`, ...headers })).toBe(403)
    expect(await raw({ host, ...headers }, '/')).toBe(403)
  })

  test('admits its own page and a client that is no browser', async () => {
    const host = `127.0.0.1:${server.server.port}`
    const authorization = `Bearer ${server.token}`
    expect(await raw({ host, authorization })).toBe(200)
    expect(await raw({ host, authorization, origin: `http://${host}` })).toBe(200)
    expect(await raw({ host, authorization, origin: `http://localhost:${server.server.port}` })).toBe(200)
  })
})

describe('the page', () => {
  test('answers every page route with the app, under a strict policy', async () => {
    for (const path of ['/', '/projects/abc/chat', `/projects/abc/chat/${randomUUID()}`]) {
      const response = await fetch(new URL(path, server.url))
      expect(response.status).toBe(200)
      expect(await response.text()).toContain('<title>Skein</title>')
      const policy = response.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('writes the chosen theme into the page', async () => {
    await server.request('PATCH', '/api/settings', { theme: 'dark' })
    expect(await (await fetch(server.url)).text()).toContain('data-theme="dark"')
    await server.request('PATCH', '/api/settings', { theme: 'system' })
  })

  test('serves built files and nothing beside them', async () => {
    const asset = await fetch(new URL('/assets/app-1.js', server.url))
    expect([asset.status, asset.headers.get('cache-control')]).toEqual([
      200,
      'public, max-age=31536000, immutable'
    ])
    for (const path of [
      '/assets/none.js',
      '/..%2f..%2fdata%2fskein.db',
      '/assets/..%2f..%2fdata/skein.db',
      '/%ff.js'
    ]) {
      const { status } = await fetch(new URL(path, server.url))
      expect([path, [400, 404].includes(status)]).toEqual([path, true])
    }
  })
})

describe('projects', () => {
  test('a folder is opened once, whatever way leads to it', async () => {
    const first = await server.request('POST', '/api/projects', { path: server.projectPath })
    expect(first.status).toBe(201)
    const project = Project.parse(first.body)
    expect(project).toMatchObject({ path: server.projectPath, name: 'project', trusted: false })
    await symlink(server.projectPath, join(server.folder, 'link'))
    const again = await server.request('POST', '/api/projects', { path: join(server.folder, 'link') })
    expect([again.status, Project.parse(again.body).id]).toEqual([200, project.id])
  })

  test.each([
    ['a missing folder', '/nowhere/at/all', 400, 'not_a_folder'],
    ['a relative path', 'src', 400, 'not_a_folder'],
    ['no path', '', 400, 'bad_request']
  ])('refuses %s', async (_what, path, status, code) => {
    expect(await server.request('POST', '/api/projects', { path })).toEqual({ status, body: refusal(code) })
  })

  test('refuses a file and a body that is none', async () => {
    const file = join(server.folder, 'file.txt')
    await writeFile(file, '')
    expect(await server.request('POST', '/api/projects', { path: file })).toEqual({
      status: 400,
      body: refusal('not_a_folder')
    })
    expect(await server.request('POST', '/api/projects', '{"path":')).toEqual({
      status: 400,
      body: refusal('bad_request')
    })
    expect(await server.request('POST', '/api/projects', { path: 7 })).toEqual({
      status: 400,
      body: { error: { code: 'bad_request', message: expect.stringContaining('path: ') } }
    })
    const large = { path: 'x'.repeat(1024 * 1024 + 1) }
    expect(await server.request('POST', '/api/projects', large)).toEqual({
      status: 413,
      body: refusal('body_too_large')
    })
  })

  test('can be trusted, renamed and forgotten; its files stay', async () => {
    const folder = join(server.folder, 'other')
    await mkdir(folder)
    const { id } = Project.parse((await server.request('POST', '/api/projects', { path: folder })).body)
    const changed = await server.request('PATCH', `/api/projects/${id}`, { trusted: true, name: 'Other one' })
    expect(changed).toMatchObject({ status: 200, body: { trusted: true, name: 'Other one' } })
    expect((await server.request('DELETE', `/api/projects/${id}`)).status).toBe(204)
    expect(await server.get(`/api/projects/${id}`)).toEqual({
      status: 404,
      body: refusal('project_not_found')
    })
    const { projects } = ProjectList.parse((await server.get('/api/projects')).body)
    expect(projects.some((project) => project.id === id)).toBe(false)
    await rm(folder, { recursive: true }) // throws when removing the project had removed it
  })
})

describe('sessions', () => {
  test('nothing is stored until one is created, and then once', async () => {
    const project = await server.openProject()
    const path = `/api/projects/${project.id}/sessions`
    const sessionId = randomUUID()
    expect(await server.get(`${path}/${sessionId}`)).toEqual({
      status: 404,
      body: refusal('session_not_found')
    })
    expect(await server.get(`${path}/${sessionId}/messages`)).toEqual({
      status: 404,
      body: refusal('session_not_found')
    })
    const created = await server.request('POST', path, { sessionId, permissionMode: 'plan' })
    expect(created.status).toBe(201)
    expect(SessionSummary.parse(created.body)).toMatchObject({
      id: sessionId,
      agent: 'guide',
      permissionMode: 'plan',
      state: 'idle',
      title: null
    })
    const again = await server.request('POST', path, { sessionId })
    expect([again.status, again.body]).toEqual([200, created.body])
    const { sessions } = SessionList.parse((await server.get(path)).body)
    expect(sessions.filter(({ id }) => id === sessionId)).toHaveLength(1)
  })

  test('an id of another project is refused', async () => {
    const { sessionId } = await server.openSession()
    const folder = join(server.folder, 'second')
    await mkdir(folder)
    const { id } = Project.parse((await server.request('POST', '/api/projects', { path: folder })).body)
    const reply = await server.request('POST', `/api/projects/${id}/sessions`, { sessionId })
    expect(reply).toEqual({ status: 409, body: refusal('session_elsewhere') })
    expect((await server.get(`/api/projects/${id}/sessions/${sessionId}`)).status).toBe(404)
  })

  test.each([
    [{}, 'bad_request'],
    [{ sessionId: 'not-a-uuid' }, 'bad_request'],
    [{ sessionId: randomUUID(), agent: 'nobody' }, 'bad_request'],
    [{ sessionId: randomUUID(), agent: 'acp:absent' }, 'unknown_agent'],
    [{ sessionId: randomUUID(), permissionMode: 7 }, 'bad_request']
  ])('%j is refused', async (body, code) => {
    const project = await server.openProject()
    const reply = await server.request('POST', `/api/projects/${project.id}/sessions`, body)
    expect(reply).toEqual({ status: 400, body: refusal(code) })
  })

  test('title, mode and archive are changed and kept', async () => {
    const { path } = await server.openSession()
    const changed = await server.request('PATCH', path, {
      title: 'Mine',
      archived: true,
      permissionMode: 'acceptEdits'
    })
    expect(changed).toMatchObject({
      status: 200,
      body: { title: 'Mine', archived: true, permissionMode: 'acceptEdits' }
    })
    expect((await server.get(path)).body).toEqual(changed.body)
    expect(await server.request('PATCH', path, { permissionMode: 7 })).toEqual({
      status: 400,
      body: refusal('bad_request')
    })
  })

  test('messages come newest page first, and page by page the rest', async () => {
    const { path, sessionId } = await server.openSession()
    const client = await server.enter(sessionId)
    server.agent.onPrompt = (run, prompt) => answerWith(run, [`answer to ${prompt.text}`])
    for (let turn = 0; turn < 6; turn += 1) {
      await client.say(`question ${turn}`)
      await client.nextEvent('message_complete', undefined, turn)
    }
    const texts: string[] = []
    let before: string | null = null
    do {
      const query: string = before === null ? '' : `&before=${encodeURIComponent(before)}`
      const page = MessagePage.parse((await server.get(`${path}/messages?limit=5${query}`)).body)
      expect(page.messages.length).toBeLessThanOrEqual(5)
      texts.unshift(
        ...page.messages.map(({ content }) => (content[0]?.type === 'text' ? content[0].text : '?'))
      )
      before = page.before
    } while (before !== null)
    expect(texts).toEqual(
      [0, 1, 2, 3, 4, 5].flatMap((turn) => [`question ${turn}`, `answer to question ${turn}`])
    )
    expect((await server.get(`${path}/messages?limit=0`)).status).toBe(400)
    expect(await server.get(`${path}/messages?before=nonsense`)).toEqual({
      status: 400,
      body: refusal('bad_cursor')
    })
  })
})

test('agents say whether they can run', async () => {
  const { agents } = AgentList.parse((await server.get('/api/agents')).body)
  expect(agents).toEqual([
    expect.objectContaining({ id: 'guide', readiness: { ready: true, version: null, path: null } })
  ])
})

test('settings are kept and a wrong one changes nothing', async () => {
  expect(await server.request('PATCH', '/api/settings', { theme: 'pink' })).toEqual({
    status: 400,
    body: refusal('bad_request')
  })
  await server.request('PATCH', '/api/settings', { defaultPermissionMode: 'plan', defaultAgent: 'guide' })
  expect((await server.get('/api/settings')).body).toEqual({
    ...defaultSettings,
    defaultPermissionMode: 'plan',
    defaultAgent: 'guide'
  })
  const { sessionId, path } = await server.openSession()
  expect((await server.get(path)).body).toMatchObject({ id: sessionId, permissionMode: 'plan' })
})

test('what is no route says so', async () => {
  expect(await server.get('/api/nothing')).toEqual({ status: 404, body: refusal('no_such_route') })
  expect(await server.get('/ws/session')).toEqual({ status: 426, body: refusal('upgrade_required') })
  expect((await server.request('PUT', '/api/projects', {})).status).toBe(404)
})
