/**
 * The WebSocket doors: `/ws/session` (one socket, one session) and `/ws/notices` (lists). Both take
 * an upgrade only to say why they refuse it, and give a client two seconds to authenticate.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { RawData, WebSocket } from 'ws'
import { Refusal, describeIssues, messageOf } from '../../shared/errors.ts'
import {
  AUTHENTICATION_TIMEOUT_MS,
  Authenticate,
  CloseCode,
  MAX_CLIENT_FRAME_BYTES,
  NoticesHello
} from '../../shared/protocol.ts'
import type { NoticeFrame } from '../../shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { SessionCatalog } from '../session/catalog.ts'
import type { Guard } from './guard.ts'
import { ServerSocket } from './serverSocket.ts'
import { SessionConnection } from './sessionConnection.ts'

/** A window that has stopped reading never answers a goodbye; the end of the server waits for it no longer than this. */
const goodbyeMs = 1_000

export interface Sockets {
  /** Tells every list. */
  notify(frame: NoticeFrame): void
  /** Closes every socket this token opened. */
  end(token: string): void
  /** Takes no more sockets and resolves when all have ended; one that does not answer is cut off. */
  close(): Promise<void>
}

export interface SocketOptions {
  readonly server: Server
  readonly guard: Guard
  readonly catalog: SessionCatalog
  readonly clock: Clock
  readonly log: Log
}

export function openSockets({ server, guard, catalog, clock, log }: SocketOptions): Sockets {
  const upgrades = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: true
  })
  const lists = new Set<ServerSocket>()
  const opened = new Map<WebSocket, string>()

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.on('error', (error) => log.debug({ error: messageOf(error) }, 'a socket broke before it was open'))
    const door = doorOf(request.url)
    if (!door) {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    upgrades.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', (error) => log.warn({ error: messageOf(error) }, 'socket error'))
      // Refused with a close code rather than a status: a browser shows its page no status.
      if (!guard.admitsSource({ host: request.headers.host, origin: request.headers.origin })) {
        socket.close(CloseCode.forbidden, 'this origin may not connect')
        return
      }
      awaitFirstFrame(socket, clock, (text) => {
        if (door === 'session') void enterSession(socket, text)
        else enterNotices(socket, text)
      })
    })
  }

  const holdsToken = (socket: WebSocket, frame: unknown): boolean => {
    const hello = NoticesHello.safeParse(frame)
    if (!hello.success || !guard.admitsToken(hello.data.token)) return false
    opened.set(socket, hello.data.token)
    socket.once('close', () => opened.delete(socket))
    return true
  }

  const enterSession = async (socket: WebSocket, text: string): Promise<void> => {
    const frame = parseJson(text)
    // Who does not hold the token is told that and nothing else.
    if (!holdsToken(socket, frame)) {
      socket.close(CloseCode.unauthorized, 'the first frame must authenticate, with a valid token')
      return
    }
    const hello = Authenticate.safeParse(frame)
    if (!hello.success) {
      socket.close(CloseCode.badFrame, reasonOf(`not understood: ${describeIssues(hello.error)}`))
      return
    }
    // Frames that come while the session is being opened wait for it, in order.
    const early: string[] = []
    const keepEarly = (data: RawData): void => void early.push(textOf(data))
    socket.on('message', keepEarly)
    try {
      const host = await catalog.open(hello.data.sessionId)
      socket.off('message', keepEarly)
      if (socket.readyState !== socket.OPEN) return
      const connection = new SessionConnection(new ServerSocket(socket, clock), host, clock, hello.data.since)
      socket.on('close', () => connection.close())
      for (const frame of early) connection.receive(frame)
      socket.on('message', (data) => connection.receive(textOf(data)))
    } catch (error) {
      const isMissing = error instanceof Refusal && error.status === 404
      // Any other refusal is no fault of ours: Skein is closing, the database is locked.
      const level = error instanceof Refusal ? 'warn' : 'error'
      if (!isMissing)
        log[level](
          { session: hello.data.sessionId, error: messageOf(error) },
          'a session could not be opened'
        )
      socket.close(isMissing ? CloseCode.notFound : 1011, reasonOf(messageOf(error)))
    }
  }

  const enterNotices = (socket: WebSocket, text: string): void => {
    if (!holdsToken(socket, parseJson(text))) {
      socket.close(CloseCode.unauthorized, 'the first frame must authenticate, with a valid token')
      return
    }
    const list = new ServerSocket(socket, clock)
    lists.add(list)
    socket.on('close', () => lists.delete(list))
    socket.on('message', (data) => {
      if (textOf(data) === '{"type":"ping"}') list.send('{"type":"pong"}')
    })
    const hello: NoticeFrame = { type: 'connected', timestamp: clock.now().toISOString() }
    for (const frame of [hello, ...catalog.sessions.waiting()]) list.send(JSON.stringify(frame))
  }

  server.on('upgrade', onUpgrade)
  return {
    notify: (frame) => {
      const text = JSON.stringify(frame)
      for (const list of lists) list.send(text)
    },
    end: (token) => {
      for (const [socket, its] of opened) {
        if (its === token) socket.close(CloseCode.unauthorized, 'this token has ended')
      }
    },
    close: async () => {
      server.off('upgrade', onUpgrade)
      for (const socket of upgrades.clients) socket.close(CloseCode.goingAway, 'Skein is closing')
      const limit = clock.setTimeout(() => {
        for (const socket of upgrades.clients) socket.terminate()
      }, goodbyeMs)
      await new Promise<void>((resolve) => upgrades.close(() => resolve()))
      limit.cancel()
    }
  }
}

function doorOf(url: string | undefined): 'session' | 'notices' | null {
  const path = (url ?? '').split('?', 1)[0]
  if (path === '/ws/session') return 'session'
  return path === '/ws/notices' ? 'notices' : null
}

function awaitFirstFrame(socket: WebSocket, clock: Clock, take: (text: string) => void): void {
  const timer = clock.setTimeout(() => {
    socket.close(CloseCode.authenticationTimeout, 'no authentication came')
  }, AUTHENTICATION_TIMEOUT_MS)
  socket.once('close', () => timer.cancel())
  socket.once('message', (data) => {
    timer.cancel()
    take(textOf(data))
  })
}

function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8')
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined // No JSON is one more way of being no frame; the schema says so.
  }
}

/** A close reason may have 123 bytes. */
function reasonOf(text: string): string {
  return Buffer.from(text)
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD$/, '')
}
