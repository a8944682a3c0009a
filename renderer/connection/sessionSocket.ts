/**
 * One socket, one session: commands go out in order and are kept until they are acknowledged, events
 * come in without gaps. Framework-free; `useSessionWebSocket` owns one while a session is on screen.
 */
import type { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import { CloseCode, MAX_CLIENT_FRAME_BYTES, ServerFrame } from '../../shared/protocol.ts'
import type { Ack, Authenticate, ClientCommand, Cursor, EventFrame, Snapshot } from '../../shared/protocol.ts'
import { inOurWords, ourFailure } from '../strings/sentenceOf.ts'
import { arrivalOf } from './cursor.ts'
import { parseFrame } from './parseFrame.ts'
import { MAX_RECONNECT_ATTEMPTS } from './reconnectDelay.ts'
import { browserSocketEnvironment, ReconnectingSocket } from './reconnectingSocket.ts'
import type { ConnectionState, FrameMeaning, SocketEnvironment } from './reconnectingSocket.ts'

/** A command as the window writes it; the server's parse brands the ids. */
export type OutgoingCommand = z.input<typeof ClientCommand>

/** `closed` as a code means only that this socket ended; the command may still be carried out. */
export type CommandResult = { readonly ok: true } | { readonly ok: false; readonly error: Failure }

export interface SessionSocketOptions {
  /** `ws://127.0.0.1:PORT/ws/session` */
  readonly url: string
  readonly token: string
  readonly sessionId: string
  /** The last event the replica has applied, null to be sent a snapshot. */
  readonly cursor: () => Cursor | null
  /** Called with events in order, each once. */
  readonly onEvent: (frame: EventFrame) => void
  readonly onSnapshot: (snapshot: Snapshot) => void
  readonly onState: (state: ConnectionState) => void
  /** The server did not understand a frame, or this page did not understand the server's. */
  readonly onProblem: (problem: Failure) => void
  readonly environment?: SocketEnvironment
}

interface PendingCommand {
  readonly text: string
  readonly settled: Promise<CommandResult>
  readonly settle: (result: CommandResult) => void
}

export class SessionSocket {
  readonly #options: SessionSocketOptions
  readonly #line: ReconnectingSocket
  /** In the order they were given; leaves with its acknowledgement. */
  readonly #pending = new Map<string, PendingCommand>()
  /** Those handed to the connection that lives now. */
  readonly #sent = new Set<string>()

  constructor(options: SessionSocketOptions) {
    this.#options = options
    this.#line = new ReconnectingSocket(
      options.url,
      {
        hello: () => JSON.stringify(this.#hello()),
        receive: (text) => this.#receive(text),
        onState: (state) => this.#changed(state),
        onRejectedFrame: (code) => this.#rejectSent(code)
      },
      MAX_RECONNECT_ATTEMPTS,
      options.environment ?? browserSocketEnvironment
    )
  }

  get state(): ConnectionState {
    return this.#line.state
  }

  open(): void {
    this.#line.open()
  }

  /** `online`, focus, back from sleep: tries at once what would be tried later. */
  wake(): void {
    this.#line.wake()
  }

  /** A person asked for it: starts over with a fresh count of attempts. */
  reconnect(): void {
    this.#line.reconnect()
  }

  /** Ends everything this socket holds. Commands without an answer settle with the code `closed`. */
  close(): void {
    this.#line.close()
  }

  /**
   * Queues until `connected`, then sends in order; sends again, with the same id, after a lost
   * connection. Never rejects. An id that is already waiting is not queued twice.
   */
  send(command: OutgoingCommand): Promise<CommandResult> {
    const waiting = this.#pending.get(command.id)
    if (waiting) return waiting.settled
    if (this.state.phase === 'closed') return Promise.resolve(closedResult)
    const text = JSON.stringify(command)
    if (bytesOf(text) > MAX_CLIENT_FRAME_BYTES) return Promise.resolve(tooBig)
    const { promise, resolve } = withResolvers()
    this.#pending.set(command.id, { text, settled: promise, settle: resolve })
    this.#flush()
    return promise
  }

  #hello(): z.input<typeof Authenticate> {
    const since = this.#options.cursor()
    const hello = {
      type: 'authenticate',
      token: this.#options.environment?.server?.token ?? this.#options.token,
      sessionId: this.#options.sessionId
    } as const
    return since === null ? hello : { ...hello, since }
  }

  #changed(state: ConnectionState): void {
    switch (state.phase) {
      case 'connecting':
        this.#sent.clear()
        break
      case 'ready':
        this.#flush()
        break
      case 'refused':
        this.#settleAll({ ok: false, error: state.failure })
        break
      case 'closed':
        this.#settleAll(closedResult)
        break
      case 'idle':
      case 'authenticating':
      case 'waiting-to-retry':
      case 'gave-up':
        break
      default:
        unreachable(state)
    }
    this.#options.onState(state)
  }

  #flush(): void {
    for (const [id, command] of this.#pending) {
      if (this.#sent.has(id)) continue
      if (!this.#line.send(command.text)) return
      this.#sent.add(id)
    }
  }

  #receive(text: string): FrameMeaning {
    const parsed = parseFrame(ServerFrame, text)
    if (!parsed.ok) {
      this.#options.onProblem(parsed.error)
      return 'broken'
    }
    const frame = parsed.frame
    switch (frame.type) {
      case 'event':
        return this.#event(frame)
      case 'connected':
        return frame.sessionId === this.#options.sessionId ? 'connected' : 'broken'
      case 'snapshot':
        if (frame.session.id !== this.#options.sessionId) return 'broken'
        this.#options.onSnapshot(frame)
        return 'fine'
      case 'ack':
        this.#settle(frame)
        return 'fine'
      case 'error':
        this.#options.onProblem(inOurWords(frame.error))
        return 'fine'
      case 'pong':
        return 'fine'
      default:
        return unreachable(frame)
    }
  }

  #event(frame: EventFrame): FrameMeaning {
    const place = arrivalOf(this.#options.cursor(), frame)
    switch (place) {
      case 'next':
        this.#options.onEvent(frame)
        return 'fine'
      case 'known':
        return 'fine'
      case 'gap':
        return 'broken'
      default:
        return unreachable(place)
    }
  }

  #settle(ack: Ack): void {
    const command = this.#pending.get(ack.id)
    this.#pending.delete(ack.id)
    this.#sent.delete(ack.id)
    command?.settle(ack.ok ? { ok: true } : { ok: false, error: inOurWords(ack.error) })
  }

  /** Sent again, they would only be refused again, for ever. */
  #rejectSent(code: number): void {
    const result = code === CloseCode.tooBig ? tooBig : notUnderstood
    for (const id of this.#sent) {
      this.#pending.get(id)?.settle(result)
      this.#pending.delete(id)
    }
    this.#sent.clear()
  }

  #settleAll(result: CommandResult): void {
    const commands = [...this.#pending.values()]
    this.#pending.clear()
    this.#sent.clear()
    for (const command of commands) command.settle(result)
  }
}

const closedResult: CommandResult = {
  ok: false,
  error: ourFailure('closed')
}
const tooBig: CommandResult = {
  ok: false,
  error: ourFailure('too_big')
}
const notUnderstood: CommandResult = {
  ok: false,
  error: ourFailure('bad_frame')
}

/** UTF-8 bytes; counts exactly only where the limit could be near. */
function bytesOf(text: string): number {
  return text.length * 3 <= MAX_CLIENT_FRAME_BYTES ? text.length : new TextEncoder().encode(text).byteLength
}

function withResolvers(): { promise: Promise<CommandResult>; resolve: (result: CommandResult) => void } {
  let resolve: (result: CommandResult) => void = () => undefined
  const promise = new Promise<CommandResult>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
