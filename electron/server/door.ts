/**
 * What a path for sockets leads to: a row of the table that `createServer.ts` gives `sockets.ts`. Whoever comes in has
 * shown a token in their first frame; what else that frame must say, and all that follows, is the door's own.
 */
import type { WebSocket } from 'ws'
import type { Entrance } from './entrance.ts'

export interface Door {
  /** The path of the address, `/ws/…`; nothing behind it. */
  readonly path: string
  /** Takes the socket in with its first frame, parsed as JSON and known to hold a token, or refuses it by `entrance`. */
  enter(socket: WebSocket, frame: unknown, entrance: Entrance): void
}
