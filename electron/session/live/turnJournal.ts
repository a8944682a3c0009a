/**
 * Keeps the journal of a live session true to its state: begun with the turn, gone when the transcript holds
 * all of it, kept for the queue and for what the transcript did not take yet. The one owner of a journal's
 * end while its session is live; owned by `Keeping`. A disk that cannot be written never stops a turn: the
 * person is told once, and everything is written when it can be again. But what a person is to be promised
 * (`secure`) is promised only once it is written.
 */
import { unreachable } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import { messagesOf } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { ourFailure } from '../../ourFailure.ts'
import { isIdle } from '../decide/decision.ts'
import { diskCause } from '../past/diskCause.ts'
import type { Journal } from './journal.ts'
import type { Originals, EventForms } from './originals.ts'

export interface JournalStep {
  readonly after: SessionState
  /** Where in `after.settled` the running turn begins. */
  readonly turnStart: number
  /** What led there, and the frames in which windows are told of it. */
  readonly told: readonly EventForms[]
  readonly frames: readonly string[]
  /** A turn was completed among them, or the session goes on from elsewhere: what went before is in the past. */
  readonly startsAnew: boolean
  /** What no transcript holds yet, of this turn and of those before: whole. */
  readonly unsaved: readonly SessionMessage[]
}

export interface JournalNeed {
  /** A turn runs, something is queued, or the transcript lacks something. */
  readonly isNeeded: boolean
  /** A file of this session lies in the folder. */
  readonly isThere: boolean
  /** The file holds all that happened so far; or nothing is there, and nothing had to be. */
  readonly isInStep: boolean
  /** What it holds is in the transcript: it may begin anew. */
  readonly isSpent: boolean
}

/** What must happen to the file. Pure. */
export function journalMove(need: JournalNeed): 'nothing' | 'append' | 'replace' | 'remove' {
  if (!need.isNeeded) return need.isThere ? 'remove' : 'nothing'
  if (!need.isInStep) return 'replace'
  // A file that was only begun in this step has nothing old in it.
  return need.isSpent && need.isThere ? 'replace' : 'append'
}

export interface TurnJournalOptions {
  /** What of the state must be written down whole. */
  readonly originals: Pick<Originals, 'wholeQueue' | 'whole'>
  /** Called at the first failure of a row of them. Must not throw. */
  readonly onLost: (problem: Failure, thrown: unknown) => void
}

const longestPause = 64
const noPause = { left: 0, length: 0 }

export class TurnJournal {
  readonly #journal: Journal
  readonly #options: TurnJournalOptions
  #isThere: boolean
  #isInStep: boolean
  #isTold = false
  /** Pieces of text that pass before the next attempt, and how many will after that one fails. */
  #pause = noPause

  constructor(journal: Journal, options: TurnJournalOptions) {
    this.#journal = journal
    this.#options = options
    this.#isThere = journal.isThere
    this.#isInStep = !this.#isThere
  }

  /** Whether the file says less, or more, than it should: `write` or `settle` has to be called again. */
  get isBehind(): boolean {
    return this.#isThere && !this.#isInStep
  }

  write(step: JournalStep): void {
    if (this.#isPausing(step)) return
    try {
      this.#move(step)
    } catch (thrown) {
      if (isText(step)) this.#pauseLonger()
      this.#tell(thrown)
    }
  }

  /** As `write`, for a step that must not be taken unless it is on disk; gives what is wrong when it is not. */
  secure(step: JournalStep): Failure | null {
    this.#look()
    try {
      this.#move(step)
      return null
    } catch (thrown) {
      return this.#replaceAfter(step, thrown)
    }
  }

  /**
   * As `secure`, and resolves once it would outlast a loss of power. What is wrong comes back when it would not, and then
   * the file is as it was, unless somebody has written behind it: `takeBack` is for that.
   */
  async secureFlushed(step: JournalStep): Promise<Failure | null> {
    this.#look()
    const size = this.#isInStep ? this.#journal.size : null
    const { generation } = this.#journal
    const notKept = this.secure(step)
    if (notKept) return notKept
    const { writes } = this.#journal
    try {
      await this.#journal.flush()
      return null
    } catch (thrown) {
      if (this.#journal.hasFlushed(writes)) {
        this.#options.onLost(problemOf(thrown), thrown) // It is there; the name of its file may not be yet.
        return null
      }
      if (this.#journal.writes === writes && this.#journal.generation === generation && size !== null)
        this.#journal.cutBack(size)
      this.#isInStep = false // What the disk has of it is not known.
      return refusalOf(thrown)
    }
  }

  /** What was secured does not become true after all: the next start must not find it. */
  takeBack(state: SessionState, turnStart: number, unsaved: readonly SessionMessage[]): void {
    if (!isActive(state) || !this.#journal.isOpen) {
      this.#isInStep = false
      this.settle(state, turnStart, unsaved)
      return
    }
    // Behind a turn only a queue is promised: the one there is stands last then, also where nothing can be flushed.
    try {
      this.#journal.append([
        frameOf({ type: 'queue_changed', queue: this.#options.originals.wholeQueue(state.queue) })
      ])
    } catch (thrown) {
      this.#isInStep = false
      this.#tell(thrown)
    }
  }

  /** Changes when what was secured may not stand in the file any more. */
  get generation(): number {
    return this.#journal.generation
  }

  /** Brings the file up to date with a state in which nothing happens. */
  settle(state: SessionState, turnStart: number, unsaved: readonly SessionMessage[]): void {
    const nothing = { told: [], frames: [] }
    this.write({ after: state, turnStart, unsaved, startsAnew: true, ...nothing })
  }

  /** Resolves when what was written would outlast a loss of power; null when nothing is. Never rejects. */
  flushed(): Promise<void> | null {
    const flushing = this.#journal.flush()
    return flushing?.catch((thrown: unknown) => this.#options.onLost(problemOf(thrown), thrown)) ?? null
  }

  close(): void {
    this.#journal.close()
  }

  /** While the disk takes nothing, not every piece of a text is worth writing the whole turn for in vain. */
  #isPausing(step: JournalStep): boolean {
    if (this.#isInStep || !isText(step) || this.#pause.left === 0) return false
    this.#pause = { ...this.#pause, left: this.#pause.left - 1 }
    return true
  }

  #pauseLonger(): void {
    const { length } = this.#pause
    this.#pause = { left: length, length: Math.min(2 * length + 1, longestPause) }
  }

  /** A file that cannot be written to any more may still be replaced by another. */
  #replaceAfter(step: JournalStep, thrown: unknown): Failure | null {
    try {
      this.#move(step)
      this.#tell(thrown)
      return null
    } catch (again) {
      return refusalOf(again)
    }
  }

  /**
   * What another program has done to the file: nothing may be promised by one that is not there. What only happens is
   * written where it was: it may have been moved away, and come back.
   */
  #look(): void {
    if (!this.#isThere || !this.#isInStep) return
    try {
      this.#isInStep = this.#journal.isIntact
    } catch {
      this.#isInStep = false // A disk that cannot even be asked: what is to be written next meets it again, and tells.
    }
  }

  #move(step: JournalStep): void {
    const { after, unsaved, startsAnew } = step
    const move = journalMove({
      isNeeded: isActive(after) || unsaved.length > 0,
      isThere: this.#isThere,
      isInStep: this.#isInStep,
      isSpent: startsAnew && unsaved.length === 0
    })
    this.#isInStep = false
    switch (move) {
      case 'nothing':
        break
      case 'append':
        this.#isThere = true
        this.#journal.append(framesOf(step))
        break
      case 'replace':
        this.#journal.replace(turnFrames(step, this.#options.originals))
        this.#isThere = true
        break
      case 'remove':
        this.#journal.remove()
        this.#isThere = false
        break
      default:
        unreachable(move)
    }
    this.#isInStep = true
    this.#isTold = false
    this.#pause = noPause
  }

  #tell(thrown: unknown): void {
    if (!this.#isTold) this.#options.onLost(problemOf(thrown), thrown)
    this.#isTold = true
  }
}

function isActive(state: SessionState): boolean {
  return state.session.state !== 'idle' || state.queue.length > 0
}

function isText({ told }: JournalStep): boolean {
  return told.length > 0 && told.every(({ shown }) => 'append' in shown)
}

/** As windows are told, but for what is kept whole. */
function framesOf({ told, frames }: JournalStep): string[] {
  return told.map(({ shown, journaled }, index) => {
    const frame = frames[index]
    return shown === journaled && frame !== undefined ? frame : frameOf(journaled)
  })
}

/** What a journal must hold at this moment, whatever it held before. */
function turnFrames(
  { after, turnStart, unsaved }: JournalStep,
  originals: TurnJournalOptions['originals']
): string[] {
  const turn = isIdle(after) ? [] : messagesOf(after).slice(turnStart)
  const inTurn = new Set(turn.map(({ id }) => id))
  const waiting = new Map(unsaved.map((message) => [message.id, message]))
  const events: SessionEvent[] = [
    { type: 'queue_changed', queue: originals.wholeQueue(after.queue) },
    ...[...unsaved.filter(({ id }) => !inTurn.has(id)), ...turn].map((message) => ({
      type: 'message_added' as const,
      message: waiting.get(message.id) ?? originals.whole(message)
    })),
    { type: 'session_updated', session: after.session }
  ]
  return events.map(frameOf)
}

/** A journal is folded: its numbers are not looked at. */
function frameOf(event: SessionEvent): string {
  return JSON.stringify({ type: 'event', epoch: 'journal', seq: 1, event })
}

function problemOf(thrown: unknown): Failure {
  return ourFailure('journal_unavailable', diskCause(thrown))
}

function refusalOf(thrown: unknown): Failure {
  return ourFailure('not_kept', diskCause(thrown))
}
