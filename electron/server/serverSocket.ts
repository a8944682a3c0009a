/**
 * The wire as connections see it: text out, how much of it still waits, and an end. Wraps `ws`, so
 * that nothing behind it knows the library; owns the heartbeat of its socket.
 */
import { HEARTBEAT_MS } from '../../shared/protocol.ts'
import type { Clock, ClockTimer } from '../clock.ts'

/** The part of a `ws` socket that is used here. */
export interface Wire {
  readonly OPEN: number
  readonly readyState: number
  readonly bufferedAmount: number
  send(text: string, written: () => void): void
  ping(): void
  close(code: number, reason: string): void
  terminate(): void
  on(event: 'pong' | 'close', listener: () => void): unknown
}

export class ServerSocket {
  readonly #socket: Wire
  readonly #clock: Clock
  #heartbeat: ClockTimer
  #isAlive = true
  #onDrain: (() => void) | null = null

  constructor(socket: Wire, clock: Clock) {
    this.#socket = socket
    this.#clock = clock
    this.#heartbeat = this.#beatLater()
    socket.on('pong', () => {
      this.#isAlive = true
    })
    socket.on('close', () => this.#heartbeat.cancel())
  }

  /** Bytes handed over and not yet written to the system. */
  get bufferedBytes(): number {
    return this.#socket.bufferedAmount
  }

  /** Sends a text frame; to a socket that is not open it does nothing (`ws` would pile it up). */
  send(text: string): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#socket.send(text, this.#sent)
  }

  /** Calls back whenever everything that was sent has been written. */
  onDrain(callback: () => void): void {
    this.#onDrain = callback
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason)
  }

  readonly #sent = (): void => {
    if (this.#socket.bufferedAmount === 0) this.#onDrain?.()
  }

  #beatLater(): ClockTimer {
    return this.#clock.setTimeout(() => this.#beat(), HEARTBEAT_MS).unref()
  }

  #beat(): void {
    if (!this.#isAlive) {
      this.#socket.terminate()
      return
    }
    this.#isAlive = false
    this.#socket.ping()
    this.#heartbeat = this.#beatLater()
  }
}
