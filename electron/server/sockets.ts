/**
 * The way in for WebSockets: a table of doors by path (`door.ts`), behind one guard. An upgrade is taken only to say why
 * it is refused; `entrance.ts` has what a client may do before it has authenticated. What such a client brings about is
 * not logged: any web page could fill the log.
 */
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { messageOf } from '../../shared/errors.ts'
import { CloseCode, FirstFrame, MAX_CLIENT_FRAME_BYTES } from '../../shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { Door } from './door.ts'
import { Entrance } from './entrance.ts'
import type { Guard } from './guard.ts'
import { parseShallowJson } from './shallowJson.ts'

/** A window that has stopped reading never answers a goodbye; the end of the server waits for it no longer than this. */
const goodbyeMs = 1_000

export interface Sockets {
  /** Closes every socket this token opened. */
  end(token: string): void
  /** Takes no more sockets and resolves when all have ended; one that does not answer is cut off. */
  close(): Promise<void>
}

export interface SocketOptions {
  readonly server: Server
  readonly guard: Guard
  readonly doors: readonly Door[]
  readonly clock: Clock
  readonly log: Log
  /** Somebody has shown a token on this connection. */
  readonly onKnown: (stream: Duplex) => void
}

export function openSockets({ server, guard, doors, clock, log, onKnown }: SocketOptions): Sockets {
  const upgrades = new WebSocketServer({
    noServer: true,
    maxPayload: MAX_CLIENT_FRAME_BYTES,
    perMessageDeflate: false,
    clientTracking: true
  })
  const opened = new Map<WebSocket, string>()
  const entrance = new Entrance(clock)

  const onUpgrade = (request: IncomingMessage, stream: Duplex, head: Buffer): void => {
    stream.on('error', () => undefined) // It closes after that, and whose it is nobody knows yet.
    const path = (request.url ?? '').split('?', 1)[0]
    const door = doors.find((one) => one.path === path)
    if (door === undefined) {
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
        const frame = parseShallowJson(text)
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
        door.enter(socket, frame, entrance)
        return true
      })
    })
  }

  const holdsToken = (socket: WebSocket, frame: unknown): boolean => {
    const hello = FirstFrame.safeParse(frame)
    if (!hello.success || !guard.admitsToken(hello.data.token)) return false
    opened.set(socket, hello.data.token)
    socket.once('close', () => opened.delete(socket))
    return true
  }

  server.on('upgrade', onUpgrade)
  return {
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
