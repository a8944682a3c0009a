/** A window of a session during a fault run: its socket, what it knows, what it was answered. */
import { WebSocket } from 'ws'
import { ServerFrame } from '../../../shared/protocol.ts'
import type { Ack } from '../../../shared/protocol.ts'
import { textOf } from '../../contract/socketClient.ts'
import { Replica } from '../../contract/replica.ts'
import { patience } from './patience.ts'
import type { Ready } from './serverProcess.ts'

export class Window {
  readonly replica: Replica
  readonly acks = new Map<string, Ack>()
  /** Codes of what was told on the stream of this connection: troubles of the session. */
  readonly told: string[] = []
  /** What the stream did that it must not. */
  trouble: string | null = null
  isConnected = false
  readonly #socket: WebSocket
  readonly #watchers = new Set<() => void>()
  #isClosed = false

  /** `before`: the window this one takes over from, after its connection was lost. */
  constructor(server: Ready, sessionId: string, before: Window | null) {
    this.replica = before?.replica ?? new Replica()
    const since = this.replica.cursor
    this.#socket = new WebSocket(`${server.url.replace('http', 'ws')}ws/session`)
    this.#socket.on('open', () => {
      const { token } = server
      this.#socket.send(
        JSON.stringify({ type: 'authenticate', token, sessionId, ...(since === null ? null : { since }) })
      )
    })
    this.#socket.on('message', (data) => this.#take(textOf(data)))
    this.#socket.on('error', () => undefined) // The close that follows says it.
    this.#socket.on('close', () => {
      this.#isClosed = true
      this.#tellAll()
    })
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  send(frame: object): void {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame))
  }

  /** Whether it came to that; false when the connection is lost first, or the patience. */
  async until(test: () => boolean): Promise<boolean> {
    return new Promise((resolve) => {
      const look = (isLate = false): void => {
        const isThere = test()
        if (!isThere && !this.#isClosed && !isLate) return
        clearTimeout(timer)
        this.#watchers.delete(look)
        resolve(isThere)
      }
      const timer = setTimeout(() => look(true), patience)
      this.#watchers.add(look)
      look()
    })
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }

  /** As a network that is lost does. */
  drop(): void {
    this.#socket.terminate()
  }

  #take(text: string): void {
    try {
      const frame = ServerFrame.parse(JSON.parse(text))
      if (frame.type === 'connected') this.isConnected = true
      if (frame.type === 'ack') this.acks.set(frame.id, frame)
      if (frame.type === 'snapshot' && frame.problem !== null) this.told.push(frame.problem.code)
      if (frame.type === 'event' && frame.event.type === 'error') this.told.push(frame.event.error.code)
      this.replica.take(frame)
    } catch (error) {
      this.trouble ??= String(error)
    }
    this.#tellAll()
  }

  #tellAll(): void {
    for (const watch of this.#watchers) watch()
  }
}
