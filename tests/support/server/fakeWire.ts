/** A socket for tests: keeps what happens to it, and lets what was sent leave when it is told. */
import { EventEmitter } from 'node:events'
import type { Wire } from '../../../electron/server/serverSocket.ts'

export class FakeWire extends EventEmitter implements Wire {
  readonly OPEN = 1
  readyState = 1
  bufferedAmount = 0
  readonly done: string[] = []
  /** Answers no ping. */
  isDead = false
  #written: (() => void)[] = []

  send(text: string, written: () => void): void {
    this.done.push(`send ${text}`)
    this.#written.push(written)
  }

  /** Everything that was sent has left. */
  drain(): void {
    this.bufferedAmount = 0
    for (const written of this.#written.splice(0)) written()
  }

  ping(): void {
    this.done.push('ping')
    if (!this.isDead) this.emit('pong')
  }

  close(code: number, reason: string): void {
    this.done.push(`close ${code} ${reason}`)
  }

  terminate(): void {
    this.done.push('terminate')
    this.emit('close')
  }
}
