/**
 * The Chrome DevTools Protocol over a pipe: JSON messages, each ended by a zero byte. Owned by
 * chromium.ts; webContents.ts speaks to its page through it.
 */
import { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'
import { z } from 'zod'

const Incoming = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
  error: z.object({ message: z.string() }).optional(),
  sessionId: z.string().optional()
})

interface Waiting {
  readonly method: string
  resolve(result: unknown): void
  reject(error: Error): void
}

/** Rejects every command that is still open when the browser goes. */
export class BrowserGone extends Error {
  constructor() {
    super('The browser is gone.')
    this.name = 'BrowserGone'
  }
}

export class CdpPipe {
  readonly #output: Writable
  readonly #events = new EventEmitter().setMaxListeners(0)
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #partial = ''
  #closed = false

  constructor(input: Readable, output: Writable) {
    this.#output = output
    input.setEncoding('utf8')
    input.on('data', (chunk: string) => this.#take(chunk))
    input.on('close', () => this.close())
    // A write to a browser that has just gone: `close` tells who waits.
    output.on('error', () => this.close())
  }

  /** Resolves with the result of `method`, unparsed; rejects with the protocol's error. */
  send(method: string, params: object = {}, sessionId?: string): Promise<unknown> {
    if (this.#closed) return Promise.reject(new BrowserGone())
    const id = ++this.#lastId
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject })
      this.#output.write(`${JSON.stringify({ id, method, params, sessionId })}\0`)
    })
  }

  /** Hears an event of a session, or of the browser when there is no session id. */
  on(method: string, hear: (params: unknown) => void, sessionId = ''): void {
    this.#events.on(`${sessionId}:${method}`, hear)
  }

  close(): void {
    if (this.#closed) return
    this.#closed = true
    for (const { reject } of this.#waiting.values()) reject(new BrowserGone())
    this.#waiting.clear()
    this.#events.removeAllListeners()
  }

  #take(chunk: string): void {
    const [first = '', ...more] = `${this.#partial}${chunk}`.split('\0')
    const messages = [first, ...more]
    this.#partial = messages.pop() ?? ''
    for (const message of messages) this.#hear(Incoming.parse(JSON.parse(message)))
  }

  #hear(message: z.infer<typeof Incoming>): void {
    if (message.id === undefined) {
      this.#events.emit(`${message.sessionId ?? ''}:${message.method ?? ''}`, message.params)
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error === undefined) waiting?.resolve(message.result)
    else waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`))
  }
}
