/**
 * One window's end of one session: takes its commands, sends it the events, and looks after a
 * reader that cannot keep up. Knows the session by its host and the wire by `ServerSocket`.
 */
import { describeIssues } from '../../shared/errors.ts'
import { ClientFrame, CloseCode, SLOW_READER_BYTES, SLOW_READER_TIMEOUT_MS } from '../../shared/protocol.ts'
import type { Ack, Cursor, ServerFrame } from '../../shared/protocol.ts'
import { ourFailure } from '../ourFailure.ts'
import type { Clock, ClockTimer } from '../clock.ts'
import type { EndReason, Subscriber } from '../session/live/eventStream.ts'
import type { SessionHost } from '../session/live/host.ts'
import { parseShallowJson } from './shallowJson.ts'
import type { ServerSocket } from './serverSocket.ts'

/** What a reader that fell behind is sent at a time, in frames, while it drains. */
const catchUpFrames = 64

/** The part of a session that a window is served from. */
export type WatchedSession = Pick<
  SessionHost,
  'state' | 'cursor' | 'missedSince' | 'snapshot' | 'subscribe' | 'handle' | 'recorded'
>

export class SessionConnection implements Subscriber {
  readonly #socket: ServerSocket
  readonly #host: WatchedSession
  readonly #clock: Clock
  readonly #unsubscribe: () => void
  /** Where a stalled reader stopped; null while it keeps up. */
  #stalledAt: Cursor | null = null
  #stallTimer: ClockTimer | null = null
  /** Frames that came while an answer is on its way; null while none is. */
  #early: string[] | null = null
  /** Resolves when the last acknowledgement that had to wait was sent; null while none had to. */
  #acknowledging: Promise<void> | null = null

  /** Sends `connected` and what was missed, and subscribes: all in one tick, so nothing falls between. */
  constructor(socket: ServerSocket, host: WatchedSession, clock: Clock, since: Cursor | undefined) {
    this.#socket = socket
    this.#host = host
    this.#clock = clock
    this.#send({
      type: 'connected',
      sessionId: host.state.session.id,
      timestamp: clock.now().toISOString(),
      ...host.cursor
    })
    const missed = since ? host.missedSince(since) : null
    if (missed && totalLength(missed) <= SLOW_READER_BYTES) for (const frame of missed) socket.send(frame)
    else this.#send(host.snapshot())
    this.#unsubscribe = host.subscribe(this)
    socket.onDrain(() => this.#drained())
  }

  /** Takes one frame from the window, as text; in order, also while an answer takes a moment. */
  receive(text: string): void {
    if (this.#early) this.#early.push(text)
    else this.#take(text)
  }

  #take(text: string): void {
    const parsed = ClientFrame.safeParse(parseShallowJson(text))
    if (!parsed.success) {
      this.#refuse(text, describeIssues(parsed.error))
      return
    }
    if (parsed.data.type === 'ping') {
      this.#send({ type: 'pong' })
      return
    }
    // The acknowledgement overtakes nothing: the events it stands for are sent while it is handled.
    const ack = this.#host.handle(parsed.data)
    if (!(ack instanceof Promise)) {
      this.#acknowledge(ack)
      return
    }
    this.#early = []
    void ack.then((late) => this.#goOn(late)) // It never rejects.
  }

  #goOn(ack: Ack): void {
    this.#acknowledge(ack)
    const early = this.#early ?? []
    this.#early = null
    for (const text of early) this.receive(text)
  }

  /**
   * When what it says would outlast a loss of power, in the order in which it was asked. What the window sends meanwhile
   * is not kept waiting by a disk.
   */
  #acknowledge(ack: Ack): void {
    const recorded = ack.ok ? this.#host.recorded() : null
    if (recorded === null && this.#acknowledging === null) {
      this.#send(ack)
      return
    }
    // None of what it waits for rejects.
    const sent = Promise.all([this.#acknowledging, recorded]).then(() => {
      this.#send(ack)
      if (this.#acknowledging === sent) this.#acknowledging = null
    })
    this.#acknowledging = sent
  }

  deliver(frame: string): void {
    if (this.#stalledAt) return
    if (this.#socket.bufferedBytes > SLOW_READER_BYTES) {
      const { epoch, seq } = this.#host.cursor
      this.#stall({ epoch, seq: seq - 1 })
      return
    }
    this.#socket.send(frame)
  }

  isBehind(): boolean {
    return this.#stalledAt !== null || this.#socket.bufferedBytes > 0
  }

  end(reason: EndReason): void {
    this.#stallTimer?.cancel()
    if (reason === 'removed') this.#socket.close(CloseCode.notFound, 'this session was deleted')
    else this.#socket.close(CloseCode.goingAway, 'Skein is closing')
  }

  /** Called when the socket is gone. */
  close(): void {
    this.#stallTimer?.cancel()
    this.#unsubscribe()
  }

  #stall(at: Cursor): void {
    this.#stalledAt = at
    this.#stallTimer = this.#clock.setTimeout(() => {
      this.#socket.close(CloseCode.slowReader, 'the window did not read what it was sent')
    }, SLOW_READER_TIMEOUT_MS)
  }

  /** Everything sent so far has left: brings a stalled reader up to date, a piece at a time. */
  #drained(): void {
    const at = this.#stalledAt
    if (!at) return
    const missed = this.#host.missedSince(at)
    if (!missed) {
      this.#keepsUp()
      this.#send(this.#host.snapshot())
      return
    }
    let sent = 0
    for (const frame of missed.slice(0, catchUpFrames)) {
      this.#socket.send(frame)
      sent += 1
      if (this.#socket.bufferedBytes > SLOW_READER_BYTES) break
    }
    if (sent === missed.length) {
      this.#keepsUp()
      return
    }
    this.#stallTimer?.cancel()
    this.#stall({ epoch: at.epoch, seq: at.seq + sent })
  }

  #keepsUp(): void {
    this.#stalledAt = null
    this.#stallTimer?.cancel()
    this.#stallTimer = null
  }

  /** A frame with an id is answered by it; one without is answered by an error, and nothing changes. */
  #refuse(text: string, why: string): void {
    const error = ourFailure('bad_frame', { reason: why })
    const id = idOf(parseShallowJson(text))
    const ack: Ack | null = id === null ? null : { type: 'ack', id, ok: false, error }
    this.#send(ack ?? { type: 'error', error })
  }

  #send(frame: ServerFrame): void {
    this.#socket.send(JSON.stringify(frame))
  }
}

function idOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('id' in value)) return null
  return typeof value.id === 'string' && value.id.length <= 200 ? value.id : null
}

function totalLength(frames: readonly string[]): number {
  let total = 0
  for (const frame of frames) total += frame.length
  return total
}
