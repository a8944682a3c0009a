/** `/ws/session`: one socket, one session; `sessionConnection.ts` has all that follows. One of `createServer`'s doors. */
import type { RawData, WebSocket } from 'ws'
import { describeIssues, messageOf } from '../../shared/errors.ts'
import { Authenticate, CloseCode, MAX_CLIENT_FRAME_BYTES } from '../../shared/protocol.ts'
import { Refusal } from '../refusal.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { SessionCatalog } from '../session/catalog/catalog.ts'
import { closeReason } from './closeReason.ts'
import type { Door } from './door.ts'
import { textOf } from './entrance.ts'
import type { Entrance } from './entrance.ts'
import { ServerSocket } from './serverSocket.ts'
import { SessionConnection } from './sessionConnection.ts'

/** Frames that may wait for a session that is being opened. */
const mostEarly = 1_000

export interface SessionDoorParts {
  readonly catalog: SessionCatalog
  readonly clock: Clock
  readonly log: Log
}

export class SessionDoor implements Door {
  readonly path = '/ws/session'
  readonly #parts: SessionDoorParts

  constructor(parts: SessionDoorParts) {
    this.#parts = parts
  }

  enter(socket: WebSocket, frame: unknown, entrance: Entrance): void {
    const hello = Authenticate.safeParse(frame)
    if (hello.success)
      void this.#open(socket, hello.data, entrance) // never rejects
    else {
      const reason = closeReason(`not understood: ${describeIssues(hello.error)}`)
      entrance.refuse(socket, CloseCode.badFrame, reason)
    }
  }

  async #open(socket: WebSocket, { sessionId, since }: Authenticate, entrance: Entrance): Promise<void> {
    const { catalog, clock } = this.#parts
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
      const host = await catalog.open(sessionId)
      socket.off('message', keepEarly)
      if (socket.readyState !== socket.OPEN) return
      const connection = new SessionConnection(new ServerSocket(socket, clock), host, clock, since)
      socket.on('close', () => connection.close())
      for (const frame of early) connection.receive(frame)
      socket.on('message', (data) => connection.receive(textOf(data)))
    } catch (error) {
      this.#refuse(socket, sessionId, error)
    }
  }

  #refuse(socket: WebSocket, session: string, error: unknown): void {
    const isMissing = error instanceof Refusal && error.status === 404
    // Any other refusal is no fault of ours: Skein is closing, the database is locked.
    const level = error instanceof Refusal ? 'warn' : 'error'
    if (!isMissing) {
      this.#parts.log[level]({ session, error: messageOf(error) }, 'a session could not be opened')
    }
    socket.close(isMissing ? CloseCode.notFound : 1011, closeReason(messageOf(error)))
  }
}
