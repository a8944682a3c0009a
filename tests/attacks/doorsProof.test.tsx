/** A page whose connection was lost tells nobody anything who has not shown to be Skein. */
import { createCipheriv, randomBytes, webcrypto } from 'node:crypto'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sealedFor } from '../../shared/sealedFor.ts'
import { createHttpClient } from '../../renderer/connection/httpClient.ts'
import { importKey } from '../../renderer/connection/keptKey.ts'
import { ProvenServer } from '../../renderer/connection/provenServer.ts'
import { SessionSocket } from '../../renderer/connection/sessionSocket.ts'
import { createFakeNetwork } from '../support/connection/fakeNetwork.ts'
import type { FakeNetwork } from '../support/connection/fakeNetwork.ts'
import { sessionId } from '../support/connection/sessionFixtures.ts'

const url = 'http://127.0.0.1:1/'
const origin = 'http://127.0.0.1:1'
const id = 'A'.repeat(22)
const bytes = randomBytes(32)

beforeEach(() => vi.stubGlobal('crypto', webcrypto))
afterEach(() => vi.unstubAllGlobals())

/** Who answers at the address; `log` has what it was told. */
type Answerer = (path: string, init: RequestInit) => Response | Promise<Response>

function skein(token: string, at = origin): Answerer {
  return (path, { headers, body }) => {
    if (path !== '/api/handover') {
      return new Headers(headers).get('authorization') === `Bearer ${token}`
        ? Response.json({ version: '1', problems: [] })
        : Response.json({ error: { code: 'unauthorized', message: 'No.' } }, { status: 401 })
    }
    const nonce = typeof body === 'string' ? (/"nonce":"([^"]+)"/u.exec(body)?.[1] ?? '') : ''
    const iv = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', bytes, iv)
    cipher.setAAD(Buffer.from(sealedFor({ origin: at, id, nonce })))
    const sealed = Buffer.concat([cipher.update(token), cipher.final(), cipher.getAuthTag()])
    return Response.json({ iv: iv.toString('base64url'), sealed: sealed.toString('base64url') })
  }
}

async function rig(token = 'first') {
  const told: string[] = []
  let answerer: Answerer = skein(token)
  const send: typeof fetch = async (input, init = {}) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input)
    told.push(`${pathname} ${JSON.stringify(init.headers)} ${JSON.stringify(init.body ?? '')}`)
    return answerer(pathname, init)
  }
  const key = await importKey(id, Uint8Array.from(bytes))
  const server = new ProvenServer({ url, origin, token, key, send })
  const http = createHttpClient({ baseUrl: url, token, server, fetch: send })
  return { told, server, http, answers: (other: Answerer) => (answerer = other) }
}

test('at first nothing is asked: the page came from this very server', async () => {
  const { server, http, told } = await rig()
  expect(server.proven()).toBeNull()
  await http.readStatus()
  expect(told).toHaveLength(1)
})

test('after a lost connection Skein shows who it is, hands over its token, and everything goes on', async () => {
  const { server, http, told, answers } = await rig()
  server.doubt()
  answers(skein('second'))
  await Promise.all([http.readStatus(), http.readStatus()])
  expect(server.token).toBe('second')
  expect(told.map((line) => line.split(' ')[0])).toEqual(['/api/handover', '/api/status', '/api/status'])
  expect(told.join()).not.toContain('first')
})

test.each([
  ['says it is Skein', () => Response.json({ iv: 'A'.repeat(16), sealed: 'A'.repeat(80) })],
  ['gives a token', () => Response.json({ token: 'mine' })],
  ['answers with a page', () => new Response('<p>Skein</p>')],
  ['refuses', () => Response.json({ error: { code: 'x', message: 'x' } }, { status: 403 })],
  ['passes on what Skein says at another address', skein('second', 'http://127.0.0.1:2')]
])('somebody who %s is told nothing', async (_what, other) => {
  const { server, http, told, answers } = await rig()
  server.doubt()
  answers(other)
  await expect(http.createProject('/a/secret/folder')).rejects.toMatchObject({ code: 'unproven' })
  expect(told).toHaveLength(1)
  expect(told.join()).not.toMatch(/secret|first|Bearer/u)
  answers(skein('second'))
  await http.readStatus()
  expect(server.token).toBe('second')
})

test('an answer to an earlier question does not open again', async () => {
  const { server, answers } = await rig()
  server.doubt()
  const recorded = await skein('first')('/api/handover', { body: JSON.stringify({ nonce: 'old' }) })
  const text = await recorded.text()
  answers(() => new Response(text))
  await expect(server.proven()).rejects.toMatchObject({ code: 'unproven' })
})

test('a request that fails, and a token that is refused, bring the doubt', async () => {
  const { server, http, answers } = await rig()
  answers(() => Promise.reject(new TypeError('refused')))
  await expect(http.readStatus()).rejects.toMatchObject({ code: 'unreachable' })
  expect(server.proven()).not.toBeNull()
  await expect(server.proven()).rejects.toMatchObject({ code: 'unreachable' })

  const { http: other, told, answers: otherAnswers } = await rig()
  otherAnswers(skein('second'))
  await other.readStatus()
  expect(told.map((line) => line.split(' ')[0])).toEqual(['/api/status', '/api/handover', '/api/status'])
})

test('a doubt that comes while the proof is under way is not settled by it', async () => {
  const { server } = await rig()
  server.doubt()
  const proof = server.proven()
  server.doubt()
  await expect(proof).rejects.toMatchObject({ code: 'unreachable' })
  expect(server.proven()).not.toBeNull()
})

test('without a key nobody can prove anything', async () => {
  const server = new ProvenServer({ url, origin, token: 'x', key: null })
  server.doubt()
  await expect(server.proven()).rejects.toMatchObject({ code: 'unproven' })
})

/** One that tells nobody anything. */
function socketOf(network: FakeNetwork, server: ProvenServer): SessionSocket {
  return new SessionSocket({
    url: 'ws://127.0.0.1:1/ws/session',
    token: 'unused',
    sessionId,
    cursor: () => null,
    onEvent: () => undefined,
    onSnapshot: () => undefined,
    onState: () => undefined,
    onProblem: () => undefined,
    environment: { ...network.environment, server }
  })
}

test('a socket is opened anew only when the server has proven itself, and says the new token', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { server, answers } = await rig()
  const network = createFakeNetwork()
  const socket = socketOf(network, server)
  socket.open()
  network.latest().accept()
  expect(network.latest().sent).toEqual([{ type: 'authenticate', token: 'first', sessionId }])
  answers(() => new Response('an impostor'))
  network.latest().end()
  await vi.advanceTimersByTimeAsync(500)
  await vi.waitFor(() => expect(socket.state).toMatchObject({ failure: { code: 'unproven' } }))
  expect(network.sockets).toHaveLength(1)
  answers(skein('second'))
  await vi.advanceTimersByTimeAsync(1_000)
  await vi.waitFor(() => expect(network.sockets).toHaveLength(2))
  network.latest().accept()
  expect(network.latest().sent).toEqual([{ type: 'authenticate', token: 'second', sessionId }])
  socket.close()
  vi.useRealTimers()
})

test('a socket that was closed while it waited for the proof is not opened', async () => {
  const { server } = await rig()
  server.doubt()
  const network = createFakeNetwork()
  const socket = socketOf(network, server)
  socket.open()
  socket.close()
  await server.proven()
  expect(network.sockets).toEqual([])
})
