/**
 * A plain client of `/ws/session`, as an outside program would write it: every frame parsed by the
 * contract, every wait for a frame that must come.
 */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import type { RawData } from 'ws'
import { ServerFrame } from '../../shared/protocol.ts'
import type { Ack, Cursor } from '../../shared/protocol.ts'
import type { SessionEvent } from '../../shared/events.ts'

const waitMs = 10_000

export interface CloseInfo {
  readonly code: number
  readonly reason: string
}

export class SocketClient {
  readonly frames: ServerFrame[] = []
  readonly closed: Promise<CloseInfo>
  readonly #socket: WebSocket
  readonly #watchers = new Set<() => void>()

  /** Milliseconds a frame may take. */
  readonly #patience: number

  constructor(url: string, path = '/ws/session', headers: Record<string, string> = {}, patience = waitMs) {
    this.#patience = patience
    this.#socket = new WebSocket(url.replace('http', 'ws').replace(/\/$/, '') + path, { headers })
    this.#socket.on('message', (data) => {
      const text = textOf(data)
      this.frames.push(ServerFrame.parse(JSON.parse(text)))
      for (const watch of this.#watchers) watch()
    })
    this.closed = new Promise((resolve) => {
      this.#socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() }))
    })
    this.#socket.on('error', () => undefined) // The close that follows says what happened.
  }

  async open(): Promise<this> {
    if (this.#socket.readyState === WebSocket.OPEN) return this
    await new Promise<void>((resolve, reject) => {
      this.#socket.once('open', resolve)
      this.#socket.once('close', (code) => reject(new Error(`closed with ${code} before it was open`)))
    })
    return this
  }

  /** Opens, authenticates and waits for `connected` and what follows it. */
  async enter(token: string, sessionId: string, since?: Cursor): Promise<this> {
    await this.open()
    this.send({ type: 'authenticate', token, sessionId, ...(since ? { since } : null) })
    await this.next((frame) => frame.type === 'connected')
    return this
  }

  send(frame: unknown): void {
    this.#socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame))
  }

  /** Sends a command and resolves with its acknowledgement. */
  async command(command: { type: string; id?: string } & Record<string, unknown>): Promise<Ack> {
    const id = command.id ?? randomUUID()
    const already = this.frames.filter((frame) => frame.type === 'ack' && frame.id === id).length
    this.send({ ...command, id })
    return this.next((frame): frame is Ack => frame.type === 'ack' && frame.id === id, already)
  }

  say(text: string, id: string = randomUUID(), config: object = {}): Promise<Ack> {
    return this.command({ type: 'send_message', id, text, config })
  }

  get events(): SessionEvent[] {
    return this.frames.flatMap((frame) => (frame.type === 'event' ? [frame.event] : []))
  }

  get cursor(): Cursor {
    const last = this.frames.findLast(
      (frame) => frame.type === 'event' || frame.type === 'connected' || frame.type === 'snapshot'
    )
    if (!last || !('seq' in last)) throw new Error('no frame has been numbered yet')
    return { epoch: last.epoch, seq: last.seq }
  }

  /** The frame that fits, after `skip` earlier ones that fit as well; waits for it when it has not come. */
  async next<Frame extends ServerFrame>(
    fits: (frame: ServerFrame) => frame is Frame,
    skip?: number
  ): Promise<Frame>
  async next(fits: (frame: ServerFrame) => boolean, skip?: number): Promise<ServerFrame>
  async next(fits: (frame: ServerFrame) => boolean, skip = 0): Promise<ServerFrame> {
    return new Promise((resolve, reject) => {
      const look = (): boolean => {
        const found = this.frames.filter(fits)[skip]
        if (!found) return false
        clearTimeout(timer)
        this.#watchers.delete(look)
        resolve(found)
        return true
      }
      const timer = setTimeout(() => {
        this.#watchers.delete(look)
        reject(
          new Error(`the frame did not come; got ${JSON.stringify(this.frames.map(({ type }) => type))}`)
        )
      }, this.#patience)
      if (!look()) this.#watchers.add(look)
    })
  }

  async nextEvent<Type extends SessionEvent['type']>(
    type: Type,
    fits: (event: Extract<SessionEvent, { type: Type }>) => boolean = () => true,
    skip = 0
  ): Promise<SessionEvent> {
    const frame = await this.next(
      (candidate) => candidate.type === 'event' && isOfType(candidate.event, type) && fits(candidate.event),
      skip
    )
    if (frame.type !== 'event') throw new Error('not an event')
    return frame.event
  }

  pauseReading(): void {
    this.#socket.pause()
  }

  resumeReading(): void {
    this.#socket.resume()
  }

  /** Ends the connection without a goodbye, as a lost network does. */
  drop(): void {
    this.#socket.terminate()
  }

  async close(): Promise<void> {
    this.#socket.close()
    await this.closed
  }
}

function isOfType<Type extends SessionEvent['type']>(
  event: SessionEvent,
  type: Type
): event is Extract<SessionEvent, { type: Type }> {
  return event.type === type
}

export function textOf(data: RawData): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString('utf8')
  return data instanceof ArrayBuffer ? Buffer.from(data).toString('utf8') : data.toString('utf8')
}
