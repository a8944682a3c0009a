/**
 * Keeps the journal of a live session true to its state: begun with the turn, gone when the transcript
 * holds it, kept for the queue. Owned by `SessionHost`. A disk that cannot be written never stops a
 * turn: the person is told once, and the whole turn is written when it can be again.
 */
import { codeOf, messageOf } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import type { SessionEvent } from '../../shared/events.ts'
import { messagesOf } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import type { Journal } from './journal.ts'

export interface JournalStep {
  readonly before: SessionState
  readonly after: SessionState
  /** Where in `after.settled` the running turn begins. */
  readonly turnStart: number
  /** The frames that led from the one to the other. */
  readonly frames: readonly string[]
  /** A turn was completed among them: the transcript holds what went before. */
  readonly completesTurn: boolean
}

export class TurnJournal {
  readonly #journal: Journal
  readonly #onLost: (problem: Failure, thrown: unknown) => void
  #hasFailed = false

  /** `onLost` is called at the first failure of a row of them, and must not throw. */
  constructor(journal: Journal, onLost: (problem: Failure, thrown: unknown) => void) {
    this.#journal = journal
    this.#onLost = onLost
  }

  write({ before, after, turnStart, frames, completesTurn }: JournalStep): void {
    const wasActive = isActive(before)
    if (!isActive(after) && !wasActive) return
    try {
      if (!isActive(after)) this.#journal.remove()
      else if (completesTurn || this.#hasFailed || (wasActive && !this.#journal.isOpen)) {
        this.#journal.replace(turnFrames(after, turnStart))
      } else this.#journal.append(frames)
      this.#hasFailed = false
    } catch (thrown) {
      if (!this.#hasFailed) this.#onLost(problemOf(thrown), thrown)
      this.#hasFailed = true
    }
  }

  close(): void {
    this.#journal.close()
  }
}

function isActive(state: SessionState): boolean {
  return state.session.state !== 'idle' || state.queue.length > 0
}

/** What a journal must hold at this moment, whatever it held before. It is folded, so its numbers are not looked at. */
function turnFrames(state: SessionState, turnStart: number): string[] {
  const events: SessionEvent[] = [
    { type: 'queue_changed', queue: [...state.queue] },
    ...messagesOf(state)
      .slice(turnStart)
      .map((message) => ({ type: 'message_added' as const, message })),
    { type: 'session_updated', session: state.session }
  ]
  return events.map((event) => JSON.stringify({ type: 'event', epoch: 'journal', seq: 1, event }))
}

function problemOf(thrown: unknown): Failure {
  const reason =
    codeOf(thrown) === 'ENOSPC'
      ? 'The disk is full'
      : `The data folder cannot be written (${messageOf(thrown)})`
  return {
    code: 'journal_unavailable',
    message: `${reason}. The session goes on, but an answer that is still running would be lost if Skein stopped now. Free some space to be safe again.`
  }
}
