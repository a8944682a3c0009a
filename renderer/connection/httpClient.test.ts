import { describe, expect, test } from 'vitest'
import { createHttpClient } from './httpClient.ts'
import type { HttpClient } from './httpClient.ts'
import { projectId, sessionId, summary } from '../../tests/support/connection/sessionFixtures.ts'

interface Call {
  readonly method: string
  readonly url: string
  readonly body: unknown
}

interface Rig {
  readonly http: HttpClient
  readonly calls: Call[]
  readonly authorizations: (string | null)[]
}

/** A client whose server gives one answer to everything. */
function rig(answer: () => Response): Rig {
  const calls: Call[] = []
  const authorizations: (string | null)[] = []
  const http = createHttpClient({
    baseUrl: 'http://127.0.0.1:1/',
    token: 'secret',
    fetch: (input, init) => {
      const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
      calls.push({
        method: init?.method ?? 'GET',
        url: input instanceof Request ? input.url : String(input),
        body
      })
      authorizations.push(new Headers(init?.headers).get('Authorization'))
      return Promise.resolve(answer())
    }
  })
  return { http, calls, authorizations }
}

const server = 'http://127.0.0.1:1'
const session = `${server}/api/projects/${projectId}/sessions/${sessionId}`
const wish = { format: 'markdown', maskSecrets: true, maskHome: false } as const
const failing = (): Response => Response.json({ error: { code: 'c', message: 'm' } }, { status: 400 })

describe('every route', () => {
  const routes: readonly [string, (http: HttpClient) => Promise<unknown>, Call][] = [
    ['listProjects', (http) => http.listProjects(), get(`${server}/api/projects`)],
    [
      'createProject',
      (http) => http.createProject('/home/a b'),
      { method: 'POST', url: `${server}/api/projects`, body: { path: '/home/a b' } }
    ],
    [
      'changeProject',
      (http) => http.changeProject(projectId, { trusted: true }),
      { method: 'PATCH', url: `${server}/api/projects/${projectId}`, body: { trusted: true } }
    ],
    [
      'deleteProject',
      (http) => http.deleteProject('a/b'),
      { method: 'DELETE', url: `${server}/api/projects/a%2Fb`, body: undefined }
    ],
    [
      'listSessions',
      (http) => http.listSessions(projectId, { limit: 20, before: 'a&b' }),
      get(`${server}/api/projects/${projectId}/sessions?limit=20&before=a%26b`)
    ],
    [
      'createSession',
      (http) => http.createSession(projectId, { sessionId, agent: 'guide' }),
      {
        method: 'POST',
        url: `${server}/api/projects/${projectId}/sessions`,
        body: { sessionId, agent: 'guide' }
      }
    ],
    ['readSession', (http) => http.readSession(projectId, sessionId), get(session)],
    ['readMessages', (http) => http.readMessages(projectId, sessionId), get(`${session}/messages`)],
    [
      'readToolResult',
      (http) => http.readToolResult(projectId, sessionId, 't/1'),
      get(`${session}/tool-results/t%2F1`)
    ],
    [
      'changeSession',
      (http) => http.changeSession(projectId, sessionId, { title: null }),
      { method: 'PATCH', url: session, body: { title: null } }
    ],
    [
      'deleteSession',
      (http) => http.deleteSession(projectId, sessionId),
      { method: 'DELETE', url: session, body: undefined }
    ],
    ['listAgents', (http) => http.listAgents(), get(`${server}/api/agents`)],
    ['readSettings', (http) => http.readSettings(), get(`${server}/api/settings`)],
    [
      'changeSettings',
      (http) => http.changeSettings({ theme: 'dark' }),
      { method: 'PATCH', url: `${server}/api/settings`, body: { theme: 'dark' } }
    ],
    ['readStatus', (http) => http.readStatus(), get(`${server}/api/status`)],
    ['readVault', (http) => http.readVault(), get(`${server}/api/vault`)],
    [
      'changeVault',
      (http) => http.changeVault({ enabled: true }),
      { method: 'PUT', url: `${server}/api/vault`, body: { enabled: true } }
    ],
    [
      'verifyVault',
      (http) => http.verifyVault(),
      { method: 'POST', url: `${server}/api/vault/verify`, body: {} }
    ],
    ['lookForCopy', (http) => http.lookForCopy('s/1'), get(`${server}/api/vault/sessions/s%2F1`)],
    [
      'restoreFromVault',
      (http) => http.restoreFromVault({ sessionId }),
      { method: 'POST', url: `${server}/api/vault/restore`, body: { sessionId } }
    ],
    [
      'previewRetention',
      (http) => http.previewRetention({ agent: 'claude', days: 365 }),
      get(`${server}/api/vault/retention?agent=claude&days=365`)
    ],
    [
      'lengthenRetention',
      (http) => http.lengthenRetention({ agent: 'claude', days: 365, version: 'v' }),
      {
        method: 'PUT',
        url: `${server}/api/vault/retention`,
        body: { agent: 'claude', days: 365, version: 'v' }
      }
    ],
    [
      'listSessions of the archive',
      (http) => http.listSessions(projectId, { archived: true }),
      get(`${server}/api/projects/${projectId}/sessions?archived=true`)
    ],
    ['readDeletion', (http) => http.readDeletion(projectId, sessionId), get(`${session}/deletion`)],
    ['restoreSession', (http) => http.restoreSession(projectId, sessionId), post('restore')],
    [
      'rewind',
      (http) => http.rewind(projectId, sessionId, { messageId: 'm', place: 'before' }),
      post('rewind', { messageId: 'm', place: 'before' })
    ],
    ['listBranches', (http) => http.listBranches(projectId, sessionId), get(`${session}/branches`)],
    ['fork', (http) => http.fork(projectId, sessionId, { messageId: 'm' }), post('fork', { messageId: 'm' })],
    [
      'exportToFile',
      (http) => http.exportToFile(projectId, sessionId, { ...wish, path: '/tmp/a.md' }),
      post('export', { ...wish, path: '/tmp/a.md' })
    ],
    ['exportAsText', (http) => http.exportAsText(projectId, sessionId, wish), post('export', wish)],
    ['previewExport', (http) => http.previewExport(projectId, sessionId, wish), post('export/preview', wish)],
    ['readUsage', (http) => http.readUsage(projectId, sessionId), get(`${session}/usage`)],
    [
      'findInSession',
      (http) => http.findInSession(projectId, sessionId, 'a & b'),
      get(`${session}/find?query=a+%26+b`)
    ],
    ['readDraft', (http) => http.readDraft(projectId, sessionId), get(`${session}/draft`)],
    [
      'writeDraft',
      (http) => http.writeDraft(projectId, sessionId, { text: 't', attachments: [] }),
      { method: 'PUT', url: `${session}/draft`, body: { text: 't', attachments: [] } }
    ],
    [
      'readOffer',
      (http) => http.readOffer(projectId, 'acp:x'),
      get(`${server}/api/projects/${projectId}/agents/acp%3Ax/offer`)
    ],
    [
      'findFiles',
      (http) => http.findFiles(projectId, 'src', 5),
      get(`${server}/api/projects/${projectId}/files?query=src&limit=5`)
    ],
    [
      'searchSessions',
      (http) => http.searchSessions({ query: 'a b', limit: 20 }),
      get(`${server}/api/sessions?query=a+b&limit=20`)
    ],
    [
      'seeSession',
      (http) => http.seeSession(projectId, sessionId),
      { method: 'POST', url: `${session}/seen`, body: undefined }
    ],
    [
      'findMissing',
      (http) => http.findMissing(projectId, ['a.ts']),
      {
        method: 'POST',
        url: `${server}/api/projects/${projectId}/files/missing`,
        body: { paths: ['a.ts'] }
      }
    ],
    [
      'openFile',
      (http) => http.openFile(projectId, { path: 'a.ts', line: 3 }),
      {
        method: 'POST',
        url: `${server}/api/projects/${projectId}/open-file`,
        body: { path: 'a.ts', line: 3 }
      }
    ],
    ['listRules', (http) => http.listRules(projectId), get(`${server}/api/projects/${projectId}/rules`)],
    [
      'deleteRule',
      (http) => http.deleteRule(projectId, { toolName: 'Bash', pattern: 'ls' }),
      {
        method: 'DELETE',
        url: `${server}/api/projects/${projectId}/rules`,
        body: { toolName: 'Bash', pattern: 'ls' }
      }
    ]
  ]

  test.each(routes)(
    '%s asks as the contract says, with the token, and tells a refusal',
    async (_name, ask, call) => {
      const { http, calls, authorizations } = rig(failing)
      await expect(ask(http)).rejects.toMatchObject({
        name: 'RequestFailure',
        status: 400,
        code: 'c',
        message: 'm'
      })
      expect(calls).toEqual([call])
      expect(authorizations).toEqual(['Bearer secret'])
    }
  )
})

test('an answer comes parsed', async () => {
  const { http } = rig(() => Response.json(summary({ title: 'T' })))
  expect(await http.readSession(projectId, sessionId)).toEqual(summary({ title: 'T' }))
})

test('a list comes without its envelope', async () => {
  const { http } = rig(() => Response.json({ projects: [] }))
  expect(await http.listProjects()).toEqual([])
})

test('deleting is content with an empty answer', async () => {
  const { http } = rig(() => new Response(null, { status: 204 }))
  expect(await http.deleteSession(projectId, sessionId)).toBe(undefined)
})

test('an answer of the wrong shape is a failure that names the place', async () => {
  const { http } = rig(() => Response.json({ ...summary(), agent: 7 }))
  await expect(http.readSession(projectId, sessionId)).rejects.toMatchObject({
    status: 200,
    code: 'bad_answer',
    message: expect.stringContaining('agent')
  })
})

test('a refusal that is not ours still says its status', async () => {
  const { http } = rig(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
  await expect(http.listAgents()).rejects.toMatchObject({ status: 502, code: 'request_failed' })
})

test('no answer at all is unreachable', async () => {
  const http = createHttpClient({
    baseUrl: 'http://127.0.0.1:1/',
    token: 'secret',
    fetch: () => Promise.reject(new TypeError('fetch failed'))
  })
  await expect(http.listProjects()).rejects.toMatchObject({ status: 0, code: 'unreachable' })
})

test('a server that keeps silent is told from one that is gone', async () => {
  const http = createHttpClient({
    baseUrl: 'http://127.0.0.1:1/',
    token: 'secret',
    fetch: () => Promise.reject(new DOMException('signal timed out', 'TimeoutError'))
  })
  await expect(http.listProjects()).rejects.toMatchObject({ status: 0, code: 'timeout' })
})

test('an export comes with the name the server gives it', async () => {
  const { http } = rig(
    () =>
      new Response('# Text', {
        headers: { 'Content-Disposition': "attachment; filename*=UTF-8''K%C3%BCche%20(1).md" }
      })
  )
  expect(await http.exportAsText(projectId, sessionId, wish)).toEqual({
    fileName: 'Küche (1).md',
    text: '# Text'
  })
})

function post(place: string, body?: unknown): Call {
  return { method: 'POST', url: `${session}/${place}`, body }
}

function get(url: string): Call {
  return { method: 'GET', url, body: undefined }
}
