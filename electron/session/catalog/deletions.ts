/**
 * Sessions on their way out: hidden at once, gone for good when the time to take it back is over. One that
 * is hidden when the server dies is gone at the next start. Owned by `SessionCatalog`.
 */
import { access, rm } from 'node:fs/promises'
import { messageOf } from '../../../shared/errors.ts'
import type { ProjectId, SessionId } from '../../../shared/ids.ts'
import { DELETE_UNDO_MS } from '../../../shared/steering.ts'
import type { Deletion } from '../../../shared/steering.ts'
import { Refusal } from '../../refusal.ts'
import type { Clock, ClockTimer } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { StoredSession } from '../../store/storedSession.ts'
import { journalFile } from '../live/journal.ts'
import type { SessionPast } from '../past/past.ts'
import type { StoreDoor } from '../live/storeDoor.ts'
import type { Unrecovered } from '../recovery/unrecovered.ts'

export interface DeletionsOptions {
  readonly door: StoreDoor
  /** Folder of the journals. */
  readonly journals: string
  readonly unrecovered: Unrecovered
  /** The file of the commands that were carried out in a session. */
  readonly commandsOf: (sessionId: SessionId) => string
  /** Null when there is nothing of it but the row and the journal. */
  readonly pastOf: (stored: StoredSession) => SessionPast | null
  readonly clock: Clock
  readonly log: Log
}

export class Deletions {
  readonly #options: DeletionsOptions
  readonly #hidden = new Set<SessionId>()
  readonly #timers = new Map<SessionId, ClockTimer>()
  /** Purges under way, which cannot be taken back. None of them rejects. */
  readonly #purging = new Map<SessionId, Promise<void>>()

  constructor(options: DeletionsOptions) {
    this.#options = options
  }

  /** What deleting the session would remove, and what would stay because it belongs to its agent. */
  async describe(stored: StoredSession): Promise<Deletion> {
    const past = this.#options.pastOf(stored)
    const transcripts = past?.supplementOf ? (await past.allParts()).map(({ file }) => file) : []
    const kept = transcripts.flatMap((transcript) =>
      [transcript, past?.format.beside.folder(transcript) ?? []].flat()
    )
    return {
      sessionId: stored.id,
      removes: await existing([...(past?.skeinFiles() ?? []), this.#journal(stored.id)]),
      keeps: await existing(kept)
    }
  }

  /** Hides the session from the list and from everyone who asks for it. */
  hide(sessionId: SessionId): void {
    this.#options.door.use((store) => store.sessions.setDeleted(sessionId))
    this.#hidden.add(sessionId)
  }

  /** Whether the session was hidden in this life of the server and has not been restored. */
  hides(sessionId: SessionId): boolean {
    return this.#hidden.has(sessionId)
  }

  /** From here on the time runs. Nothing of the session may be live. One that was restored meanwhile stays. */
  purgeLater(stored: StoredSession): void {
    if (!this.hides(stored.id)) return
    this.#timers.get(stored.id)?.cancel()
    const timer = this.#options.clock.setTimeout(() => void this.#purge(stored), DELETE_UNDO_MS).unref()
    this.#timers.set(stored.id, timer)
  }

  /** Takes a deletion back. Refuses with 404 `session_not_found` when there is none, or it is too late. */
  restore(projectId: ProjectId, sessionId: SessionId): StoredSession {
    const hidden = this.#stored().find(({ id }) => id === sessionId)
    if (hidden?.projectId === projectId && !this.#purging.has(sessionId)) {
      const stored = this.#options.door.use((store) => store.sessions.restore(sessionId))
      this.#forget(sessionId)
      if (stored) return stored
    }
    throw new Refusal(404, 'session_not_found', { was: 'deleted' })
  }

  /** Ends what is hidden now, without waiting for its time: of one project, or of all. Never rejects. */
  async purgeAll(projectId?: ProjectId): Promise<void> {
    try {
      const hidden = this.#stored().filter(
        (stored) => projectId === undefined || stored.projectId === projectId
      )
      await Promise.all(hidden.map((stored) => this.#purge(stored)))
    } catch (error) {
      this.#options.log.error({ error: messageOf(error) }, 'deleted sessions could not be looked through')
    }
  }

  /** What is hidden waits for the next start. Resolves when nothing is being removed. */
  async close(): Promise<void> {
    for (const timer of this.#timers.values()) timer.cancel()
    this.#timers.clear()
    await Promise.all(this.#purging.values())
  }

  #stored(): StoredSession[] {
    return this.#options.door.use((store) => store.sessions.listDeleted())
  }

  #purge(stored: StoredSession): Promise<void> {
    this.#timers.get(stored.id)?.cancel()
    this.#timers.delete(stored.id)
    const purging = this.#purging.get(stored.id) ?? this.#removeAll(stored)
    this.#purging.set(stored.id, purging)
    return purging
  }

  /** The row goes last: what could not be removed is tried again at the next start. */
  async #removeAll(stored: StoredSession): Promise<void> {
    const { door, pastOf, commandsOf, unrecovered, log } = this.#options
    try {
      await pastOf(stored)?.remove()
      await rm(this.#journal(stored.id), { force: true })
      unrecovered.over(this.#journal(stored.id))
      await rm(commandsOf(stored.id), { force: true })
      // Its agent keeps the transcript: it must not be found again.
      door.use((store) =>
        store.transaction(() => {
          store.found.unwant(stored.id)
          store.sessions.remove(stored.id)
        })
      )
      this.#hidden.delete(stored.id)
    } catch (error) {
      log.error({ session: stored.id, error: messageOf(error) }, 'a deleted session could not be removed')
    } finally {
      this.#purging.delete(stored.id)
    }
  }

  #forget(sessionId: SessionId): void {
    this.#hidden.delete(sessionId)
    this.#timers.get(sessionId)?.cancel()
    this.#timers.delete(sessionId)
  }

  #journal(sessionId: SessionId): string {
    return journalFile(this.#options.journals, sessionId)
  }
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => [path],
        () => [] // Not there, or not to be reached: then nothing can be removed either.
      )
    )
  )
  return there.flat()
}
