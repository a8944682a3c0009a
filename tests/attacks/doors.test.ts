/** What somebody without a token can make of the doors: little, for a short time, and without a line in the log. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { MAX_HALF_OPEN_SOCKETS, MAX_UNKNOWN_BYTES } from '../../shared/protocol.ts'
import { answerWith } from '../contract/scriptedAgent.ts'
import { TestServer } from '../contract/testServer.ts'
import { leastOfAwaited } from './support/leastOf.ts'
import { openRaw, statusOf, upgradeRequest } from './support/doorsRaw.ts'
import type { Raw } from './support/doorsRaw.ts'

let server: TestServer
/** Its own server: elsewhere a flood would end it. */
let slowServer: TestServer
let slow: Raw
const port = (): number => server.server.port
beforeAll(async () => {
  server = await TestServer.start()
  await mkdir(join(server.folder, 'page', 'assets'), { recursive: true })
  await writeFile(join(server.folder, 'page', 'index.html'), '<html><title>Skein</title>')
  await writeFile(join(server.folder, 'page', 'assets', 'app-1.js'), 'export {}')
  // Begins here, because it takes ten seconds; looked at by the last test.
  slowServer = await TestServer.start()
  slow = openRaw(slowServer.server.port, 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ')
})
afterAll(async () => {
  await server.stop()
  await slowServer.stop()
})
beforeEach(() => void (server.logged.length = 0))

async function unknownSocket(headers: Record<string, string> = {}): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port()}/ws/session`, { headers })
  socket.on('error', () => undefined)
  await new Promise<void>((resolve) => {
    socket.once('open', () => resolve())
    socket.once('close', () => resolve())
  })
  return socket
}

/** Close code, and milliseconds until it came. */
async function endOf(socket: WebSocket): Promise<{ code: number; ms: number }> {
  const from = performance.now()
  const code = await new Promise<number>((resolve) => {
    if (socket.readyState === socket.CLOSED) resolve(0)
    socket.once('close', resolve)
  })
  return { code, ms: performance.now() - from }
}

describe('a socket without a token', () => {
  const kinds: [string, (socket: WebSocket) => void][] = [
    ['one frame', (socket) => socket.send('x'.repeat(MAX_UNKNOWN_BYTES + 1))],
    ['one of 20 MB', (socket) => socket.send(Buffer.alloc(20 * 1024 * 1024))],
    [
      'pieces that never end',
      (socket) => {
        for (let piece = 0; piece < 100; piece += 1) socket.send('x'.repeat(100), { fin: false })
      }
    ],
    [
      'pings',
      (socket) => {
        for (let ping = 0; ping < 100; ping += 1) socket.ping('x'.repeat(100))
      }
    ]
  ]
  test.each(kinds)('that sends more than 4 KB as %s is cut off', async (_what, send) => {
    // Sooner than one that says nothing at all, which has two seconds.
    const most = 1_500
    const took = await leastOfAwaited(most, async () => {
      const socket = await unknownSocket()
      send(socket)
      const { code, ms } = await endOf(socket)
      expect(code).toBe(1006)
      return ms
    })
    expect(took).toBeLessThan(most)
    expect(server.logged).toEqual([])
  })

  test('that is refused and does not leave is cut off a second later, and what it sends is not kept', async () => {
    const refused = [
      openRaw(port(), upgradeRequest(port(), '/ws/session', ['Origin: https://evil.example'])),
      openRaw(port(), upgradeRequest(port(), '/ws/notices', ['Origin: null'])),
      openRaw(port(), upgradeRequest(port(), '/ws/nothing'))
    ]
    for (const { closed } of refused) expect(await closed).toBeLessThan(2_500)
    // One that goes on talking has not even that second.
    const most = 900
    const closed = await leastOfAwaited(most, async () => {
      const loud = openRaw(port(), upgradeRequest(port(), '/ws/session', ['Origin: https://evil.example']))
      await loud.answered
      loud.socket.write(
        Buffer.concat([Buffer.from([0x82, 0xff, 0, 0, 0, 0, 1, 0, 0, 0]), Buffer.alloc(100_000)])
      )
      return loud.closed
    })
    expect(closed).toBeLessThan(most)
    expect(server.logged).toEqual([])
  })

  test('takes one of few places; a flood ends itself and locks nobody out', async () => {
    const { sessionId } = await server.openSession()
    const flood = await Promise.all(Array.from({ length: 3 * MAX_HALF_OPEN_SOCKETS }, () => unknownSocket()))
    const entered = await server.enter(sessionId)
    await expect
      .poll(() => flood.filter((socket) => socket.readyState === socket.OPEN).length)
      .toBeLessThanOrEqual(MAX_HALF_OPEN_SOCKETS)
    entered.send({ type: 'ping' })
    await entered.next((frame) => frame.type === 'pong')
    for (const socket of flood) socket.terminate()
    expect(server.logged).toEqual([])
  })

  test('of a foreign page takes no place', async () => {
    const own = await unknownSocket()
    await Promise.all(
      Array.from({ length: 2 * MAX_HALF_OPEN_SOCKETS }, () =>
        unknownSocket({ Origin: 'https://evil.example' })
      )
    )
    expect(own.readyState).toBe(own.OPEN)
    own.terminate()
  })

  test('is the only one there are limits for: after the token come megabytes, in the same breath too', async () => {
    const { sessionId } = await server.openSession()
    server.agent.onPrompt = (run) => answerWith(run, ['ok'])
    const client = await server.client().open()
    client.send({ type: 'authenticate', token: server.token, sessionId })
    expect(await client.say('x'.repeat(5 * 1024 * 1024))).toMatchObject({ ok: true })
    await client.nextEvent('message_complete')
  })

  test('that shows a wrong token in one packet with another frame is refused by the first', async () => {
    const { sessionId } = await server.openSession()
    const client = await server.client().open()
    client.send({ type: 'authenticate', token: 'wrong', sessionId })
    client.send({ type: 'authenticate', token: server.token, sessionId })
    expect(await client.closed).toMatchObject({ code: 4401 })
    expect(client.frames).toEqual([])
  })
})

test('what comes while a session is being opened is bounded, too', async () => {
  const { sessionId } = await server.openSession()
  const client = await server.client().open()
  client.send({ type: 'authenticate', token: server.token, sessionId })
  for (let count = 0; count < 3_000; count += 1) client.send({ type: 'ping' })
  // Either the session was open by then, or the socket is gone; nothing is kept without end.
  const outcome = await Promise.race([
    client.closed.then(({ code }) => code),
    client.next((frame) => frame.type === 'pong', 2_999).then(() => 'all answered')
  ])
  expect([1009, 'all answered']).toContain(outcome)
})

describe('a request without a token', () => {
  const get = (path: string, headers: readonly string[] = []): string =>
    [`GET ${path} HTTP/1.1`, `Host: 127.0.0.1:${port()}`, ...headers, 'Connection: close', '', ''].join(
      '\r\n'
    )
  const long = 'a'.repeat(8_000)

  test.each([
    ['a long address', `/${long}`, 404],
    ['a long file', `/${long}.js`, 404],
    ['a long file in a folder', `/assets/${long}.js`, 404],
    ['many folders', `/${'a/'.repeat(2_000)}b.js`, 404],
    ['NUL', '/assets/a%00.js', 404],
    ['a torn escape', '/%ff.js', 400],
    ['a device of Windows', '/assets/con.js', 404],
    ['another', '/NUL.css', 404],
    ['a hidden file', '/.env.js', 404],
    ['the way up', '/assets/..%2f..%2fdata%2ftoken.js', 404],
    ['a stream of NTFS', '/index.html::$DATA.html', 404],
    ['a file as a folder', '/index.html/x.js', 404],
    ['a folder as a file', '/assets.js/', 404],
    ['a long route of the API', `/api/${long}`, 401],
    ['a file that is there', '/assets/app-1.js', 200]
  ])('for %s is answered, without a line in the log', async (_what, path, status) => {
    expect(await statusOf(openRaw(port(), get(path)), 5_000)).toBe(status)
    expect(server.logged).toEqual([])
  })

  test.each([
    ['TRACE', 'TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', [404]],
    ['CONNECT', 'CONNECT 127.0.0.1:80 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n', [null, 404]],
    [
      'two lengths',
      'POST /api/projects HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
      [400]
    ],
    [
      'a length and pieces',
      'POST /api/projects HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      [400, 401]
    ],
    ['two hosts', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n', [400, 403]],
    ['no host', 'GET / HTTP/1.1\r\n\r\n', [400, 403]],
    ['a line break in a header', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\nb\r\n\r\n', [400]],
    [
      'a whole address of somebody else',
      'GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n',
      [403]
    ],
    ['headers without end', `GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`, [431]],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01', [400, null]]
  ])('that is %s is refused, without a line in the log', async (_what, text, statuses) => {
    expect(statuses).toContain(await statusOf(openRaw(port(), text), 5_000))
    expect(server.logged).toEqual([])
  })

  test.each([
    '127.0.0.1.',
    'localhost.',
    'evil.example',
    'evil@127.0.0.1',
    '127.0.0.1:1:2',
    '127.1',
    '0.0.0.0',
    '[::ffff:127.0.0.1]',
    '127.0.0.1,evil',
    '2130706433',
    '127.0.0.1:999999',
    ''
  ])('for the host %j is refused', async (host) => {
    const text = `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
    expect([400, 403]).toContain(await statusOf(openRaw(port(), text), 5_000))
    expect(server.logged).toEqual([])
  })

  test('has no body that is read: the answer comes at once, and the connection ends', async () => {
    const raw = openRaw(
      port(),
      `POST /api/projects HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000000000\r\n\r\n{"path":`
    )
    await raw.answered
    expect(raw.received()).toMatch(/^HTTP\/1\.1 401/u)
    expect(await raw.closed).toBeLessThan(2_500)
  })

  test('leaves no place for others to wait: hundreds of idle connections lock nobody out', async () => {
    const idle = Array.from({ length: 300 }, () => openRaw(port()))
    const reply = await server.get('/api/projects')
    expect(reply.status).toBe(200)
    await expect
      .poll(() => idle.filter(({ socket }) => !socket.destroyed).length, { timeout: 5_000 })
      .toBeLessThanOrEqual(128)
    for (const { socket } of idle) socket.destroy()
    expect(server.logged).toEqual([])
  })
})

test('a page that is opened at localhost goes to the one address whose server is ours', async () => {
  const visit = (host: string, headers: Record<string, string> = { 'Sec-Fetch-Mode': 'navigate' }) =>
    openRaw(
      port(),
      [
        'GET /projects/a/chat?x=1 HTTP/1.1',
        `Host: ${host}`,
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
        'Connection: close',
        '',
        ''
      ].join('\r\n')
    )
  const moved = visit(`localhost:${port()}`)
  await moved.closed
  expect(moved.received()).toMatch(/^HTTP\/1\.1 307/u)
  expect(moved.received().toLowerCase()).toContain(
    `location: http://127.0.0.1:${port()}/projects/a/chat?x=1\r\n`
  )
  expect(await statusOf(visit(`127.0.0.1:${port()}`), 5_000)).toBe(200)
  expect(await statusOf(visit(`localhost:${port()}`, {}), 5_000)).toBe(200)
})

test('a session is opened to no origin of another port', async () => {
  const { sessionId } = await server.openSession()
  for (const origin of [
    'http://127.0.0.1:1',
    'http://localhost',
    `https://127.0.0.1:${port()}`,
    'null',
    'file://'
  ]) {
    const client = server.client('/ws/session', { Origin: origin })
    expect([origin, (await client.closed).code]).toEqual([origin, 4403])
  }
  expect(await server.enter(sessionId)).toBeDefined()
  expect(await server.client(`/ws/session?x=${randomUUID()}`).open()).toBeDefined()
})

test('a request that does not say what it wants is ended after ten seconds', async () => {
  const tenSecondsAndSome = 14_000
  expect(await slow.closed).toBeLessThan(tenSecondsAndSome)
  expect(slow.received()).toMatch(/^HTTP\/1\.1 408/u)
})
