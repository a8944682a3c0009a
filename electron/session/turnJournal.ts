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
import type { Originals, Told } from './originals.ts'

export interface JournalStep {
  readonly before: SessionState
  readonly after: SessionState
  /** Where in `after.settled` the running turn begins. */
  readonly turnStart: number
  /** What led from the one to the other, and the frames in which windows are told of it. */
  readonly told: readonly Told[]
  readonly frames: readonly string[]
  /** A turn was completed among them, or the session goes on from elsewhere: what went before is in the transcript. */
  readonly startsAnew: boolean
}

export interface TurnJournalOptions {
  /** What of the state must be written down whole. */
  readonly originals: Pick<Originals, 'wholeQueue' | 'whole'>
  /** Called at the first failure of a row of them. Must not throw. */
  readonly onLost: (problem: Failure, thrown: unknown) => void
}

export class TurnJournal {
  readonly #journal: Journal
  readonly #options: TurnJournalOptions
  #hasFailed = false

  constructor(journal: Journal, options: TurnJournalOptions) {
    this.#journal = journal
    this.#options = options
  }

  write(step: JournalStep): void {
    const { before, after, startsAnew } = step
    const wasActive = isActive(before)
    if (!isActive(after) && !wasActive) return
    try {
      if (!isActive(after)) this.#journal.remove()
      else if (startsAnew || this.#hasFailed || (wasActive && !this.#journal.isOpen)) {
        this.#journal.replace(turnFrames(step, this.#options.originals))
      } else this.#journal.append(framesOf(step))
      this.#hasFailed = false
    } catch (thrown) {
      if (!this.#hasFailed) this.#options.onLost(problemOf(thrown), thrown)
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

/** As windows are told, but for what is kept whole. */
function framesOf({ told, frames }: JournalStep): string[] {
  return told.map(({ shown, journaled }, index) => {
    const frame = frames[index]
    return shown === journaled && frame !== undefined ? frame : frameOf(journaled)
  })
}

/** What a journal must hold at this moment, whatever it held before. */
function turnFrames({ after, turnStart }: JournalStep, originals: TurnJournalOptions['originals']): string[] {
  const events: SessionEvent[] = [
    { type: 'queue_changed', queue: originals.wholeQueue(after.queue) },
    ...messagesOf(after)
      .slice(turnStart)
      .map((message) => ({ type: 'message_added' as const, message: originals.whole(message) })),
    { type: 'session_updated', session: after.session }
  ]
  return events.map(frameOf)
}

/** A journal is folded: its numbers are not looked at. */
function frameOf(event: SessionEvent): string {
  return JSON.stringify({ type: 'event', epoch: 'journal', seq: 1, event })
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
