/**
 * The WebSocket doors: `/ws/session` (one socket, one session) and `/ws/notices` (lists). Both take an upgrade only to
 * say why they refuse it; `entrance.ts` has what a client may do before it has authenticated. What such a client
 * brings about is not logged: any web page could fill the log.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { RawData, WebSocket } from 'ws'
import { Refusal, describeIssues, messageOf } from '../../shared/errors.ts'
import { Authenticate, CloseCode, MAX_CLIENT_FRAME_BYTES, NoticesHello } from '../../shared/protocol.ts'
import type { NoticeFrame } from '../../shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { SessionCatalog } from '../session/catalog.ts'
import { Entrance, textOf } from './entrance.ts'
import type { Guard } from './guard.ts'
import { parseJson } from './parseJson.ts'
import { ServerSocket } from './serverSocket.ts'
import { SessionConnection } from './sessionConnection.ts'

/** A window that has stopped reading never answers a goodbye; the end of the server waits for it no longer than this. */
const goodbyeMs = 1_000
/** Frames that may wait for a session that is being opened. */
const mostEarly = 1_000

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
  /** Somebody has shown a token on this connection. */
  readonly onKnown: (stream: Duplex) => void
}

export function openSockets({ server, guard, catalog, clock, log, onKnown }: SocketOptions): Sockets {
  const upgrades = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: true
  })
  const lists = new Set<ServerSocket>()
  const opened = new Map<WebSocket, string>()
  const entrance = new Entrance(clock)

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.on('error', () => undefined) // It closes after that, and whose it is nobody knows yet.
    const door = doorOf(request.url)
    if (!door) {
      stream.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n', () =>
        stream.destroy()
      )
      return
    }
    upgrades.handleUpgrade(request, stream, head, (socket) => {
      socket.on('error', (error) => {
        if (opened.has(socket)) log.warn({ error: messageOf(error) }, 'socket error')
      })
      // Refused with a close code rather than a status: a browser shows its page no status.
      if (!guard.admitsSource({ host: request.headers.host, origin: request.headers.origin })) {
        entrance.turnAway(socket, stream, CloseCode.forbidden, 'this origin may not connect')
        return
      }
      entrance.await(socket, stream, (text) => {
        const frame = parseJson(text)
        // Who does not hold the token is told that and nothing else.
        if (!holdsToken(socket, frame)) {
          entrance.refuse(
            socket,
            CloseCode.unauthorized,
            'the first frame must authenticate, with a valid token'
          )
          return false
        }
        onKnown(stream)
        if (door === 'session') void enterSession(socket, frame)
        else enterNotices(socket)
        return true
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

  const enterSession = async (socket: WebSocket, frame: unknown): Promise<void> => {
    const hello = Authenticate.safeParse(frame)
    if (!hello.success) {
      entrance.refuse(socket, CloseCode.badFrame, reasonOf(`not understood: ${describeIssues(hello.error)}`))
      return
    }
    // Frames that come while the session is being opened wait for it, in order; no more of them than one may be long.
    const early: string[] = []
    let earlyLength = 0
    const keepEarly = (data: RawData): void => {
      const text = textOf(data)
      earlyLength += text.length
      if (earlyLength <= MAX_CLIENT_FRAME_BYTES && early.length < mostEarly) early.push(text)
      else entrance.refuse(socket, CloseCode.tooBig, 'too much came before the session was open')
    }
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

  const enterNotices = (socket: WebSocket): void => {
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
        if (its === token) entrance.refuse(socket, CloseCode.unauthorized, 'this token has ended')
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

/** A close reason may have 123 bytes. */
function reasonOf(text: string): string {
  return Buffer.from(text)
    .subarray(0, 120)
    .toString('utf8')
    .replace(/\uFFFD$/, '')
}
