/**
 * The sidebar's ear: what changed in any session or project. Not replayed, so `onConnected` asks for
 * the lists anew every time. Never gives up. Opened once per window by `connectNotices`.
 */
import type { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import { NoticeFrame } from '../../shared/protocol.ts'
import type { FirstFrame } from '../../shared/protocol.ts'
import { parseFrame } from './parseFrame.ts'
import { browserSocketEnvironment, ReconnectingSocket } from './reconnectingSocket.ts'
import type { ConnectionState, FrameMeaning, SocketEnvironment } from './reconnectingSocket.ts'

export type ServerNotice = Exclude<NoticeFrame, { type: 'connected' | 'pong' }>

export interface NoticesSocketOptions {
  /** `ws://127.0.0.1:PORT/ws/notices` */
  readonly url: string
  readonly token: string
  readonly onNotice: (notice: ServerNotice) => void
  /** Called at every connection, the first included. */
  readonly onConnected: () => void
  readonly onState: (state: ConnectionState) => void
  readonly environment?: SocketEnvironment
}

export class NoticesSocket {
  readonly #options: NoticesSocketOptions
  readonly #line: ReconnectingSocket

  constructor(options: NoticesSocketOptions) {
    this.#options = options
    this.#line = new ReconnectingSocket(
      options.url,
      {
        hello: () => JSON.stringify(hello(options.environment?.server?.token ?? options.token)),
        receive: (text) => this.#receive(text),
        onState: options.onState
      },
      Infinity,
      options.environment ?? browserSocketEnvironment
    )
  }

  open(): void {
    this.#line.open()
  }

  wake(): void {
    this.#line.wake()
  }

  close(): void {
    this.#line.close()
  }

  #receive(text: string): FrameMeaning {
    const parsed = parseFrame(NoticeFrame, text)
    // A kind of notice this page does not know concerns nothing it shows.
    if (!parsed.ok) return 'fine'
    const frame = parsed.frame
    switch (frame.type) {
      case 'connected':
        this.#options.onConnected()
        return 'connected'
      case 'pong':
        return 'fine'
      case 'projects_changed':
      case 'session_changed':
      case 'session_removed':
      case 'sessions_changed':
      case 'index_changed':
      case 'problems_changed':
      case 'settings_changed':
        this.#options.onNotice(frame)
        return 'fine'
      default:
        return unreachable(frame)
    }
  }
}

function hello(token: string): z.input<typeof FirstFrame> {
  return { type: 'authenticate', token }
}
