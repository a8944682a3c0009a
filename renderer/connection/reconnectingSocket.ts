/**
 * One connection that comes back by itself: opens a WebSocket, says hello, notices when the other
 * side is gone, and tries again within limits. Knows nothing of what the frames mean: that is its
 * party's business (`SessionSocket`, `NoticesSocket`). Framework-free.
 */
import { unreachable } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import { CloseCode, HEARTBEAT_MS } from '../../shared/protocol.ts'
import { ourFailure } from '../strings/sentenceOf.ts'
import { unproven } from './provenServer.ts'
import type { ServerProof } from './provenServer.ts'
import { getReconnectDelay } from './reconnectDelay.ts'
import { failureOf } from './requestFailure.ts'

const CONNECT_TIMEOUT_MS = 10_000
const PONG_TIMEOUT_MS = 10_000
/** A connection that lived this long is healthy: the attempts before it are forgotten. */
const STABLE_AFTER_MS = 10_000

/**
 * `attempt` counts the automatic attempts since the connection was last stable; `failure` says why, when whoever
 * answers is not the server this page knows.
 */
export type ConnectionState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'connecting'; readonly attempt: number; readonly failure?: Failure }
  | { readonly phase: 'authenticating'; readonly attempt: number }
  | { readonly phase: 'ready'; readonly attempt: number }
  | {
      readonly phase: 'waiting-to-retry'
      readonly attempt: number
      readonly delayMs: number
      readonly failure?: Failure
    }
  | { readonly phase: 'gave-up'; readonly attempt: number; readonly failure?: Failure }
  | { readonly phase: 'refused'; readonly code: number; readonly failure: Failure }
  | { readonly phase: 'closed' }

/** The part of a browser's WebSocket that is used here. */
export interface SocketLike {
  onopen: ((event: Event) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
  onclose: ((event: CloseEvent) => void) | null
  onerror: ((event: Event) => void) | null
  send(text: string): void
  close(code?: number): void
}

/** Calls back after `ms`; the answer cancels. */
type After = (ms: number, callback: () => void) => () => void

/** What time, chance and network are to a socket; tests bring their own. */
export interface SocketEnvironment {
  readonly connect: (url: string) => SocketLike
  readonly after: After
  readonly random: () => number
  /** What a page in a browser knows of its server; while that is in doubt nothing is opened and nothing told. */
  readonly server?: ServerProof | null
}

export const browserSocketEnvironment: SocketEnvironment = {
  connect: (url) => new WebSocket(url),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms)
    return () => clearTimeout(timer)
  },
  random: () => Math.random()
}

/** `connected`: the hello was accepted. `broken`: this connection cannot be trusted any more. */
export type FrameMeaning = 'connected' | 'fine' | 'broken'

export interface SocketParty {
  /** The first frame, asked for anew at every connection. */
  readonly hello: () => string
  readonly receive: (text: string) => FrameMeaning
  readonly onState: (state: ConnectionState) => void
  /** The server closed for a reason of ours (`CloseCode.badFrame`, `tooBig`); called before the retry. */
  readonly onRejectedFrame?: (code: number) => void
}

type Timer = 'deadline' | 'retry' | 'ping' | 'stable'

export class ReconnectingSocket {
  readonly #url: string
  readonly #party: SocketParty
  readonly #maxAttempts: number
  readonly #environment: SocketEnvironment
  readonly #timers = new Map<Timer, () => void>()
  #socket: SocketLike | null = null
  #state: ConnectionState = { phase: 'idle' }
  #attempt = 0
  /** The connection that waits for the server's proof; null when none does. */
  #waiting: symbol | null = null
  /** Why the server's last proof failed, when it was not for silence. */
  #unproven: Failure | null = null

  /** @param maxAttempts automatic attempts before it gives up; `Infinity` never does */
  constructor(
    url: string,
    party: SocketParty,
    maxAttempts: number,
    environment: SocketEnvironment = browserSocketEnvironment
  ) {
    this.#url = url
    this.#party = party
    this.#maxAttempts = maxAttempts
    this.#environment = environment
  }

  get state(): ConnectionState {
    return this.#state
  }

  open(): void {
    if (this.#state.phase === 'idle') this.#connect()
  }

  /** True when the frame was handed to a connection that said `connected`. */
  send(text: string): boolean {
    if (this.#state.phase !== 'ready' || !this.#socket) return false
    this.#socket.send(text)
    return true
  }

  /** The network or the person is back: try now what would be tried later, and look if it still lives. */
  wake(): void {
    switch (this.#state.phase) {
      case 'waiting-to-retry':
      case 'gave-up':
        return this.#connect()
      case 'ready':
        return this.#ping()
      case 'idle':
      case 'connecting':
      case 'authenticating':
      case 'refused':
      case 'closed':
        return
      default:
        unreachable(this.#state)
    }
  }

  /** A person asked: starts over with a fresh count. */
  reconnect(): void {
    if (this.#state.phase === 'idle' || this.#state.phase === 'closed') return
    this.#attempt = 0
    this.#connect()
  }

  close(): void {
    this.#drop()
    this.#become({ phase: 'closed' })
  }

  #connect(): void {
    this.#drop()
    this.#arm('deadline', CONNECT_TIMEOUT_MS, () => this.#fail())
    const proof = this.#environment.server?.proven() ?? null
    if (proof === null) this.#dial()
    else {
      const waiting = Symbol('waits for the proof of the server')
      this.#waiting = waiting
      proof.then(
        () => {
          if (this.#waiting === waiting) this.#dial()
        },
        (thrown: unknown) => {
          if (this.#waiting !== waiting) return
          const failure = failureOf(thrown)
          this.#fail(failure.code === unproven.code ? failure : null)
        }
      )
    }
    this.#become({ phase: 'connecting', attempt: this.#attempt, ...this.#why() })
  }

  #why(): { failure?: Failure } {
    return this.#unproven === null ? {} : { failure: this.#unproven }
  }

  #dial(): void {
    this.#waiting = null
    this.#unproven = null
    const socket = this.#environment.connect(this.#url)
    this.#socket = socket
    socket.onopen = () => {
      this.#become({ phase: 'authenticating', attempt: this.#attempt })
      socket.send(this.#party.hello())
    }
    socket.onmessage = (event) => this.#receive(event.data)
    socket.onclose = (event) => this.#ended(event.code)
    // Nothing to do on an error: a browser always closes after it, and one failure is handled once.
    socket.onerror = null
  }

  #receive(data: unknown): void {
    // Any frame shows that the other side lives; before `connected` only that one ends the deadline.
    if (this.#state.phase === 'ready') this.#disarm('deadline')
    const meaning = typeof data === 'string' ? this.#party.receive(data) : 'broken'
    switch (meaning) {
      case 'connected':
        return this.#ready()
      case 'broken':
        return this.#fail()
      case 'fine':
        return
      default:
        unreachable(meaning)
    }
  }

  #ready(): void {
    if (this.#state.phase !== 'authenticating') return
    this.#disarm('deadline')
    this.#arm('ping', HEARTBEAT_MS, () => this.#ping())
    this.#arm('stable', STABLE_AFTER_MS, () => {
      if (this.#attempt === 0) return
      this.#attempt = 0
      this.#become({ phase: 'ready', attempt: 0 })
    })
    this.#become({ phase: 'ready', attempt: this.#attempt })
  }

  #ping(): void {
    this.send('{"type":"ping"}')
    if (!this.#timers.has('deadline')) this.#arm('deadline', PONG_TIMEOUT_MS, () => this.#fail())
    this.#arm('ping', HEARTBEAT_MS, () => this.#ping())
  }

  #ended(code: number): void {
    this.#environment.server?.doubt()
    const failure = refusalOf(code)
    if (failure) {
      this.#drop()
      return this.#become({ phase: 'refused', code, failure })
    }
    if (code === CloseCode.badFrame || code === CloseCode.tooBig) this.#party.onRejectedFrame?.(code)
    this.#fail()
  }

  /** The only place that schedules an attempt; what failed is dropped first, so it cannot fail twice. */
  #fail(why: Failure | null = null): void {
    if (this.#state.phase === 'closed') return
    this.#unproven = why
    this.#environment.server?.doubt()
    this.#drop()
    if (this.#attempt >= this.#maxAttempts) {
      return this.#become({ phase: 'gave-up', attempt: this.#attempt, ...this.#why() })
    }
    const delayMs = getReconnectDelay(this.#attempt, this.#environment.random)
    this.#attempt += 1
    this.#arm('retry', delayMs, () => this.#connect())
    this.#become({ phase: 'waiting-to-retry', attempt: this.#attempt, delayMs, ...this.#why() })
  }

  #drop(): void {
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
    this.#waiting = null
    const socket = this.#socket
    if (!socket) return
    this.#socket = null
    socket.onopen = socket.onmessage = socket.onclose = socket.onerror = null
    socket.close(1000)
  }

  #become(state: ConnectionState): void {
    this.#state = state
    this.#party.onState(state)
  }

  #arm(timer: Timer, ms: number, callback: () => void): void {
    this.#disarm(timer)
    this.#timers.set(
      timer,
      this.#environment.after(ms, () => {
        this.#timers.delete(timer)
        callback()
      })
    )
  }

  #disarm(timer: Timer): void {
    this.#timers.get(timer)?.()
    this.#timers.delete(timer)
  }
}

/** Close codes that cannot heal, each with what a person can do; null for all others. */
function refusalOf(code: number): Failure | null {
  switch (code) {
    case CloseCode.unauthorized:
      return ourFailure('unauthorized')
    case CloseCode.forbidden:
      return ourFailure('forbidden')
    case CloseCode.notFound:
      return ourFailure('session_not_found')
    default:
      return null
  }
}
