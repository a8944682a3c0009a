/** How a page in a browser gets its key, and the token of the next start. What opens is in pageKeys.test.ts. */
import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PageKey, SealedToken } from '../../shared/pageKey.ts'
import { TestServer } from './testServer.ts'

let server: TestServer
beforeAll(async () => {
  server = await TestServer.start()
})
afterAll(() => server.stop())

const ownOrigin = (): string => new URL(server.url).origin
const noToken = { Authorization: '' }
const question = (): object => ({
  id: randomBytes(16).toString('base64url'),
  nonce: randomBytes(16).toString('base64url')
})
const refusal = (code: string): object => ({ error: { code, message: expect.any(String) } })

test('a page that is signed in gets a key, and anybody may ask with one', async () => {
  const given = await server.request('POST', '/api/page-keys', undefined, { Origin: ownOrigin() })
  expect(given.status).toBe(201)
  const { id } = PageKey.parse(given.body)
  const asked = await server.request(
    'POST',
    '/api/handover',
    { ...question(), id },
    { ...noToken, Origin: ownOrigin() }
  )
  expect(asked.status).toBe(200)
  SealedToken.parse(asked.body)
  expect(JSON.stringify(asked.body)).not.toContain(server.token)
})

test('a key is given to nobody without the token, nor to a window’s, nor to another address', async () => {
  const ask = (headers: Record<string, string>) =>
    server.request('POST', '/api/page-keys', undefined, headers)
  expect(await ask({ ...noToken, Origin: ownOrigin() })).toEqual({
    status: 401,
    body: refusal('unauthorized')
  })
  const window = server.server.desktop.issueToken()
  expect(await ask({ Authorization: `Bearer ${window.token}`, Origin: ownOrigin() })).toEqual({
    status: 403,
    body: refusal('not_for_pages')
  })
  window.revoke()
  const localhost = ownOrigin().replace('127.0.0.1', 'localhost')
  expect(await ask({ Origin: localhost })).toEqual({ status: 403, body: refusal('not_for_pages') })
})

test.each([
  ['no origin', {}],
  ['localhost, which may be somebody else’s', { Origin: 'localhost' }],
  ['another port', { Origin: 'http://127.0.0.1:1' }],
  ['a foreign page', { Origin: 'https://evil.example' }],
  ['a sandboxed page', { Origin: 'null' }]
])('the token is sealed for nobody from %s', async (_who, headers) => {
  const origin = 'Origin' in headers && headers.Origin === 'localhost'
  const given = origin ? { Origin: ownOrigin().replace('127.0.0.1', 'localhost') } : headers
  expect((await server.request('POST', '/api/handover', question(), { ...noToken, ...given })).status).toBe(
    403
  )
})

test.each([
  ['nothing', undefined],
  ['no JSON', '{'],
  ['an id of another length', { id: 'x', nonce: 'A'.repeat(22) }],
  ['a number', { id: 'A'.repeat(22), nonce: 7 }],
  ['line breaks', { id: `${'A'.repeat(21)}\n`, nonce: 'A'.repeat(22) }]
])('a question with %s is refused', async (_what, body) => {
  const reply = await server.request('POST', '/api/handover', body, { ...noToken, Origin: ownOrigin() })
  expect(reply).toEqual({ status: 400, body: refusal('bad_request') })
})

test('a question of more than 4 KB is not read', async () => {
  const reply = await server.request(
    'POST',
    '/api/handover',
    { ...question(), more: 'x'.repeat(5_000) },
    { ...noToken, Origin: ownOrigin() }
  )
  expect(reply).toEqual({ status: 413, body: refusal('body_too_large') })
})
