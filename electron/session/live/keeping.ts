/**
 * Brings what a live session says to disk, and keeps at it while the disk, or the database, refuses: the journal
 * first, then the transcript, then the count; the journal goes last. Owned by `SessionHost`.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { Failure } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import type { SessionMessage, SessionMetadata } from '../../../shared/session.ts'
import { isIdle } from '../decide/decision.ts'
import type { FinishedTurn, HostPorts } from './hostPorts.ts'
import type { Journal } from './journal.ts'
import { endsTurn } from './liveState.ts'
import type { LiveState } from './liveState.ts'
import type { EventForms } from './originals.ts'
import { SaveAgain } from './saveAgain.ts'
import { TurnJournal } from './turnJournal.ts'

export interface KeepingOptions {
  readonly live: LiveState
  readonly ports: HostPorts
  readonly journal: Journal
  /** Tells the person; comes after the events that could not be kept, not between them. */
  readonly report: (problem: Failure) => void
  /** Nothing is owed any more. */
  readonly saved: () => void
  /** The session was counted outside a turn's end. */
  readonly recounted: (metadata: SessionMetadata) => void
}

export class Keeping {
  readonly #options: KeepingOptions
  readonly #journal: TurnJournal
  readonly #again: SaveAgain
  /** The last turn's end could not be accounted for. */
  #isCountOwed = false
  /** Of turns that ended while what was written of them could not be flushed or counted: whole, oldest first. */
  #unsettled: readonly SessionMessage[] = []

  constructor(options: KeepingOptions) {
    const { live, ports, journal } = options
    this.#options = options
    this.#journal = new TurnJournal(journal, {
      originals: live.originals,
      onLost: (problem, thrown) => this.#journalLost(problem, thrown)
    })
    this.#again = new SaveAgain({ clock: ports.clock, attempt: () => this.#save() })
    if (this.#isOwing()) this.later()
  }

  /** Whether nothing would be lost, or stay uncounted, if the session were unloaded now. */
  get isDone(): boolean {
    return !this.#again.isOwing && this.#unsaved().length === 0
  }

  /** Gives what is wrong when the journal does not take what is about to become true. */
  secure(events: readonly SessionEvent[]): Failure | null {
    const startsAnew = events.some(endsTurn)
    const foreseen = this.#options.live.foresee(events)
    return this.#journal.secure({ ...foreseen, frames: [], startsAnew, unsaved: this.#unsaved() })
  }

  /** As `secure`, so that a loss of power does not take it either. What is wrong comes back, and then it is taken back. */
  async secureFlushed(events: readonly SessionEvent[]): Promise<Failure | null> {
    const startsAnew = events.some(endsTurn)
    const foreseen = this.#options.live.foresee(events)
    const step = { ...foreseen, frames: [], startsAnew, unsaved: this.#unsaved() }
    const notKept = await this.#journal.secureFlushed(step)
    if (notKept) this.takeBack()
    return notKept
  }

  /** What was secured does not become true. */
  takeBack(): void {
    const { state, turnStart } = this.#options.live
    this.#journal.takeBack(state, turnStart, this.#unsaved())
    this.afterEvents()
  }

  /** Changes when what was secured may not stand in the journal any more. */
  get generation(): number {
    return this.#journal.generation
  }

  /** Journals what became true; `frames` are those in which windows are told of it. */
  write(events: readonly SessionEvent[], told: readonly EventForms[], frames: readonly string[]): void {
    const { state: after, turnStart } = this.#options.live
    // What was taken back is not to be brought in again.
    if (events.some(({ type }) => type === 'history_changed')) this.#unsettled = []
    const startsAnew = events.some(endsTurn)
    this.#journal.write({ after, turnStart, told, frames, startsAnew, unsaved: this.#unsaved() })
  }

  /** Resolves when what was journaled would outlast a loss of power; null when it does already. Never rejects. */
  recorded(): Promise<void> | null {
    return this.#journal.flushed()
  }

  /** Something is owed if the session rests now. */
  afterEvents(): void {
    if (isIdle(this.#options.live.state) && this.#isOwing()) this.later()
  }

  /** Something that was to be kept could not be: it is tried again. */
  later(): void {
    this.#again.later()
  }

  /** The count of a finished turn; that of before while it cannot be made. */
  async account(turn: FinishedTurn): Promise<SessionMetadata> {
    const { live, ports } = this.#options
    try {
      const metadata = await ports.account(turn)
      this.#settled()
      return metadata
    } catch (thrown) {
      // The turn itself went well: its account is late, and says so in the log and nowhere else.
      this.#log(thrown, 'metadata could not be updated')
      this.#isCountOwed = true
      // Written is not flushed: until it is, the journal has to hold it.
      this.#unsettled = [...this.#unsettled, ...turn.messages]
      return live.state.session.metadata
    }
  }

  /** What its row says of the session is older than the session. Never rejects. */
  async recount(): Promise<void> {
    this.#isCountOwed = true
    try {
      await this.#save()
    } catch (thrown) {
      this.#log(thrown, 'the session could not be counted again')
      this.later()
    }
  }

  /** Tries a last time. What is still owed stays in the journal. */
  async close(): Promise<void> {
    await this.#again.close()
    if (this.#isOwing()) {
      try {
        await this.#save()
      } catch (thrown) {
        this.#log(thrown, 'closed with something unsaved')
      }
    }
    this.#journal.close()
  }

  #isOwing(): boolean {
    const { live } = this.#options
    // A queue alone is all that such a file should hold.
    const isBehind = this.#journal.isBehind && live.state.queue.length === 0
    return this.#unsaved().length > 0 || isBehind || this.#isCountOwed
  }

  /** What a journal must hold: no transcript does, or not so that it would outlast a loss of power. */
  #unsaved(): readonly SessionMessage[] {
    const unwritten = this.#options.ports.unsaved()
    if (this.#unsettled.length === 0) return unwritten
    const ids = new Set(this.#unsettled.map(({ id }) => id))
    return [...this.#unsettled, ...unwritten.filter(({ id }) => !ids.has(id))]
  }

  #settled(): void {
    this.#isCountOwed = false
    this.#unsettled = []
  }

  /** Rejects while something is still owed. */
  async #save(): Promise<void> {
    const { live, ports, recounted } = this.#options
    const metadata = await ports.save()
    this.#settled()
    if (isIdle(live.state)) recounted(metadata)
    if (isIdle(live.state) || this.#journal.isBehind)
      this.#journal.settle(live.state, live.turnStart, this.#unsaved())
    if (this.#unsaved().length > 0 || this.#journal.isBehind) throw new Error('not all is saved yet')
    this.#options.saved()
  }

  #journalLost(problem: Failure, thrown: unknown): void {
    this.#log(thrown, 'the journal cannot be written')
    this.later()
    queueMicrotask(() => this.#options.report(problem))
  }

  #log(thrown: unknown, message: string): void {
    const { live, ports } = this.#options
    ports.log.error({ session: live.state.session.id, error: messageOf(thrown) }, message)
  }
}
