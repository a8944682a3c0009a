/** For tests: sockets whose other end the test plays, frame by frame. */
import type { SocketEnvironment, SocketLike } from '../../../renderer/connection/reconnectingSocket.ts'

class FakeSocket implements SocketLike {
  onopen: ((event: Event) => void) | null = null
  onmessage: ((event: MessageEvent) => void) | null = null
  onclose: ((event: CloseEvent) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  readonly url: string
  #sent: string[] = []
  #phase: 'connecting' | 'open' | 'closed' = 'connecting'

  constructor(url: string) {
    this.url = url
  }

  /** Every frame the page has sent, parsed. */
  get sent(): unknown[] {
    return this.#sent.map((text): unknown => JSON.parse(text))
  }

  get isClosed(): boolean {
    return this.#phase === 'closed'
  }

  /** As in a browser: throws while connecting, is lost when closed. */
  send(text: string): void {
    if (this.#phase === 'connecting') throw new Error('sent before the socket was open')
    if (this.#phase === 'open') this.#sent.push(text)
  }

  close(): void {
    this.#phase = 'closed'
  }

  /** The server accepts the connection. */
  accept(): void {
    this.#phase = 'open'
    this.onopen?.(new Event('open'))
  }

  say(frame: object): void {
    this.sayText(JSON.stringify(frame))
  }

  sayText(data: string): void {
    this.onmessage?.(new MessageEvent('message', { data }))
  }

  /** The connection ends from the other side; as a browser does, with an error before an abnormal end. */
  end(code = 1006, reason = ''): void {
    this.#phase = 'closed'
    if (code === 1006) this.onerror?.(new Event('error'))
    this.onclose?.(new CloseEvent('close', { code, reason }))
  }
}

export interface FakeNetwork {
  readonly sockets: readonly FakeSocket[]
  /** The one opened last; fails the test when there is none. */
  latest(): FakeSocket
  openSockets(): readonly FakeSocket[]
  readonly environment: SocketEnvironment
}

/** Timers are the test's own fake ones; `random` is always 0, so the delays are 500, 1,000, 2,000 … ms. */
export function createFakeNetwork(): FakeNetwork {
  const sockets: FakeSocket[] = []
  return {
    sockets,
    latest: () => {
      const socket = sockets.at(-1)
      if (!socket) throw new Error('no socket was opened')
      return socket
    },
    openSockets: () => sockets.filter(({ isClosed }) => !isClosed),
    environment: {
      connect: (url) => {
        const socket = new FakeSocket(url)
        sockets.push(socket)
        return socket
      },
      after: (ms, callback) => {
        const timer = setTimeout(callback, ms)
        return () => clearTimeout(timer)
      },
      random: () => 0
    }
  }
}
