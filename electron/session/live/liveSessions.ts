/**
 * The sessions that live in this process: each opened once, however many windows ask at a time, and
 * unloaded when nobody looks and nothing runs. Owned by `SessionCatalog`.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { SessionId } from '../../../shared/ids.ts'
import type { Clock, ClockTimer } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { EndReason } from './eventStream.ts'
import type { SessionHost } from './host.ts'
import type { TranscriptFollower } from './transcriptFollower.ts'
import type { SessionPast } from '../past/past.ts'

/** A session nobody looks at and nothing runs in is unloaded after this long. */
const unloadAfterMs = 5 * 60_000

export interface LiveSession {
  readonly host: SessionHost
  readonly past: SessionPast
  /** Follows what another process writes in it. */
  readonly follower: TranscriptFollower
}

interface Entry extends LiveSession {
  unload: ClockTimer | null
}

export class LiveSessions {
  readonly #clock: Clock
  readonly #log: Log
  readonly #entries = new Map<SessionId, Entry>()
  readonly #opening = new Map<SessionId, Promise<LiveSession>>()
  /** On their way out: whoever comes meanwhile waits, and finds them opened anew. */
  readonly #leaving = new Map<SessionId, Promise<void>>()

  constructor(options: { clock: Clock; log: Log }) {
    this.#clock = options.clock
    this.#log = options.log
  }

  get(sessionId: SessionId): LiveSession | undefined {
    return this.#entries.get(sessionId)
  }

  all(): LiveSession[] {
    return [...this.#entries.values()]
  }

  /** The live session, opened by `load` when it is not. Rejects as `load` does. */
  async open(sessionId: SessionId, load: () => Promise<LiveSession>): Promise<LiveSession> {
    for (;;) {
      const leaving = this.#leaving.get(sessionId)
      if (leaving === undefined) break
      await leaving
    }
    const live = this.#entries.get(sessionId)
    if (live) {
      this.#unloadLater(sessionId, live)
      return live
    }
    const opening = this.#opening.get(sessionId) ?? this.#load(sessionId, load)
    this.#opening.set(sessionId, opening)
    return opening
  }

  /** Resolves when the session is live or not, but not in between. */
  async settled(sessionId: SessionId): Promise<void> {
    await Promise.allSettled([this.#opening.get(sessionId), this.#leaving.get(sessionId)])
  }

  /** Ends a session's life here. Never rejects. */
  async unload(sessionId: SessionId, reason: EndReason): Promise<void> {
    const leaving =
      this.#leaving.get(sessionId) ??
      this.#leave(sessionId, reason).finally(() => this.#leaving.delete(sessionId))
    this.#leaving.set(sessionId, leaving)
    await leaving
  }

  async #leave(sessionId: SessionId, reason: EndReason): Promise<void> {
    await Promise.allSettled([this.#opening.get(sessionId)])
    const entry = this.#entries.get(sessionId)
    if (!entry) return
    entry.unload?.cancel()
    try {
      await entry.follower.close()
      await entry.host.close(reason)
      await entry.past.flushed()
    } catch (error) {
      this.#log.error({ session: sessionId, error: messageOf(error) }, 'a session was not closed cleanly')
    }
    this.#entries.delete(sessionId)
  }

  async unloadAll(): Promise<void> {
    await Promise.allSettled(this.#opening.values())
    await Promise.all([...this.#entries.keys()].map((id) => this.unload(id, 'closing')))
  }

  async #load(sessionId: SessionId, load: () => Promise<LiveSession>): Promise<LiveSession> {
    try {
      const entry = { ...(await load()), unload: null }
      this.#entries.set(sessionId, entry)
      this.#unloadLater(sessionId, entry)
      return entry
    } finally {
      this.#opening.delete(sessionId)
    }
  }

  #unloadLater(sessionId: SessionId, entry: Entry): void {
    entry.unload?.cancel()
    entry.unload = this.#clock
      .setTimeout(() => {
        if (entry.host.isWatched || !entry.host.isAtRest) this.#unloadLater(sessionId, entry)
        else void this.unload(sessionId, 'closing') // Never rejects; nobody waits for it.
      }, unloadAfterMs)
      .unref()
  }
}
