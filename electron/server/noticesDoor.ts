/** `/ws/notices`: tells the lists of projects and sessions what changes; nothing is replayed. One of `createServer`'s doors. */
import type { WebSocket } from 'ws'
import type { NoticeFrame } from '../../shared/protocol.ts'
import type { Clock } from '../clock.ts'
import type { SessionCatalog } from '../session/catalog/catalog.ts'
import type { Door } from './door.ts'
import { textOf } from './entrance.ts'
import { ServerSocket } from './serverSocket.ts'

export class NoticesDoor implements Door {
  readonly path = '/ws/notices'
  readonly #catalog: SessionCatalog
  readonly #clock: Clock
  readonly #lists = new Set<ServerSocket>()

  constructor(catalog: SessionCatalog, clock: Clock) {
    this.#catalog = catalog
    this.#clock = clock
  }

  enter(socket: WebSocket): void {
    const list = new ServerSocket(socket, this.#clock)
    this.#lists.add(list)
    socket.on('close', () => this.#lists.delete(list))
    socket.on('message', (data) => {
      if (textOf(data) === '{"type":"ping"}') list.send('{"type":"pong"}')
    })
    const hello: NoticeFrame = { type: 'connected', timestamp: this.#clock.now().toISOString() }
    for (const frame of [hello, ...this.#catalog.sessions.waiting()]) list.send(JSON.stringify(frame))
  }

  /** Tells every list. */
  notify(frame: NoticeFrame): void {
    const text = JSON.stringify(frame)
    for (const list of this.#lists) list.send(text)
  }
}
