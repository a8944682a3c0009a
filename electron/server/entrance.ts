/**
 * A WebSocket until somebody has shown a token on it: two seconds, 4 KB, and one of so many. Whoever does not keep to
 * that is cut off, and whoever is refused does not stay to be told twice. Used by `sockets.ts` for every door.
 */
import type { Duplex } from 'node:stream'
import type { RawData, WebSocket } from 'ws'
import {
  AUTHENTICATION_TIMEOUT_MS,
  CloseCode,
  MAX_HALF_OPEN_SOCKETS,
  MAX_UNKNOWN_BYTES
} from '../../shared/protocol.ts'
import type { Clock, ClockTimer } from '../clock.ts'
import { HalfOpen } from './halfOpen.ts'

/** Milliseconds in which a goodbye is answered; who does not is cut off. */
const goodbyeMs = 1_000

export class Entrance {
  readonly #clock: Clock
  readonly #halfOpen = new HalfOpen(MAX_HALF_OPEN_SOCKETS)

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Says why with a close code, which is all a browser shows its page, and sees that the socket ends. */
  refuse(socket: WebSocket, code: number, reason: string): void {
    if (socket.readyState !== socket.OPEN) return
    socket.close(code, reason)
    const limit = this.#clock.setTimeout(() => socket.terminate(), goodbyeMs).unref()
    socket.once('close', () => limit.cancel())
  }

  /** For a socket that is refused from the start: whatever it sends is not kept. */
  turnAway(socket: WebSocket, stream: Duplex, code: number, reason: string): void {
    limitBytes(socket, stream)
    this.refuse(socket, code, reason)
  }

  /** @param admit takes the first frame, and says whether it has shown a token; called at most once */
  await(socket: WebSocket, stream: Duplex, admit: (text: string) => boolean): void {
    const lift = limitBytes(socket, stream)
    const leave = this.#halfOpen.add(() => socket.terminate())
    const timer: ClockTimer = this.#clock.setTimeout(() => {
      this.refuse(socket, CloseCode.authenticationTimeout, 'no authentication came')
    }, AUTHENTICATION_TIMEOUT_MS)
    socket.once('close', () => {
      timer.cancel()
      leave()
    })
    socket.once('message', (data) => {
      timer.cancel()
      if (sizeOf(data) > MAX_UNKNOWN_BYTES) {
        socket.terminate()
        return
      }
      if (socket.readyState !== socket.OPEN || !admit(textOf(data))) return
      lift()
      leave()
    })
  }
}

/**
 * Counted where the bytes come in: a frame is only whole when all of it has been kept. Heard after `ws` has read the
 * same bytes, so what follows an authentication in one packet counts no more.
 * @returns lifts the limit
 */
function limitBytes(socket: WebSocket, stream: Duplex): () => void {
  let received = 0
  let isLifted = false // taken off while it is called, a listener is called all the same
  const count = (chunk: Buffer): void => {
    received += chunk.length
    if (received > MAX_UNKNOWN_BYTES && !isLifted) socket.terminate()
  }
  stream.on('data', count)
  return () => {
    isLifted = true
    stream.off('data', count)
  }
}

function sizeOf(data: RawData): number {
  if (!Array.isArray(data)) return data.byteLength
  return data.reduce((total, part) => total + part.byteLength, 0)
}

export function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8')
}
