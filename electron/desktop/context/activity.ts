/**
 * Which sessions run or wait for a person, as the desktop around the windows needs to know: told by the
 * server's notices, asked by tray, badge, notifications, power and quitting. Holds only sessions that do
 * something, and the last state of those that did.
 */
import type { SessionId } from '../../../shared/ids.ts'
import type { NoticeFrame } from '../../../shared/protocol.ts'
import type { SessionSummary, TurnOutcome } from '../../../shared/session.ts'

export interface ActiveSession {
  readonly session: SessionSummary
  /** Requests that wait for a person. */
  readonly openPermissions: number
  /** How its last turn ended; absent when none has. */
  readonly outcome?: TurnOutcome | undefined
}

/** One session's change; `before` is null when nothing was heard of it since the start, `now` when it has been removed. */
export interface ActivityChange {
  readonly before: ActiveSession | null
  readonly now: ActiveSession | null
}

export class Activity {
  readonly #known = new Map<SessionId, ActiveSession>()
  readonly #listeners = new Set<(change: ActivityChange) => void>()

  /** Takes every notice the server sends. */
  hear(notice: NoticeFrame): void {
    if (notice.type === 'session_changed') {
      const { session, openPermissions, outcome } = notice
      this.#change(session.id, { session, openPermissions, outcome })
    } else if (notice.type === 'session_removed') {
      this.#change(notice.sessionId, null)
    }
  }

  /** Sessions with a turn under way, newest first. */
  get running(): readonly ActiveSession[] {
    return this.#newest(({ session }) => session.state !== 'idle')
  }

  /** Sessions in which a request waits for a person, newest first. A waiting session runs, too. */
  get waiting(): readonly ActiveSession[] {
    return this.#newest(({ openPermissions }) => openPermissions > 0)
  }

  /** Called after each change. Returns the way out. */
  onChange(listener: (change: ActivityChange) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #change(id: SessionId, now: ActiveSession | null): void {
    const before = this.#known.get(id) ?? null
    if (now === null) this.#known.delete(id)
    else this.#known.set(id, now)
    for (const listener of this.#listeners) listener({ before, now })
  }

  #newest(which: (active: ActiveSession) => boolean): readonly ActiveSession[] {
    return [...this.#known.values()]
      .filter(which)
      .toSorted((a, b) => b.session.updatedAt.localeCompare(a.session.updatedAt))
  }
}
