/**
 * The state of a live session as every window has it, and how far it has been given to be kept. Owned by
 * `SessionHost`, which is the only one to change it.
 */
import type { SessionEvent } from '../../../shared/events.ts'
import { evolve, isPrompt, messagesOf } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { MessageId } from '../../../shared/ids.ts'
import type { Notice, SessionMessage } from '../../../shared/session.ts'
import { isIdle } from '../decide/decision.ts'
import type { FinishedTurn } from './hostPorts.ts'
import { Originals } from './originals.ts'
import type { EventForms } from './originals.ts'
import type { JournalStep } from './turnJournal.ts'

export class LiveState {
  readonly originals = new Originals()
  readonly #keep: (messages: readonly SessionMessage[]) => void
  #state: SessionState
  /** Where in `settled` the running turn begins. */
  #turnStart: number
  /** How many messages have been given to be kept. */
  #kept: number

  /** `keep` is given the messages that will not change any more, whole, in order. */
  constructor(state: SessionState, keep: (messages: readonly SessionMessage[]) => void) {
    this.#keep = keep
    this.#state = { ...state, queue: this.originals.takeQueue(state.queue) }
    this.#turnStart = state.settled.length
    this.#kept = state.settled.length
  }

  get state(): SessionState {
    return this.#state
  }

  get turnStart(): number {
    return this.#turnStart
  }

  /** The message that began the turn that runs; null while none runs, and when an agent woke by itself. */
  get turnId(): MessageId | null {
    if (isIdle(this.#state)) return null
    return messagesOf(this.#state).slice(this.#turnStart).find(isPrompt)?.id ?? null
  }

  /** With everything that is attached to queued messages: what is decided on. */
  get whole(): SessionState {
    return { ...this.#state, queue: this.originals.wholeQueue(this.#state.queue) }
  }

  /** Folds events in; gives them as windows and journal are told of them. */
  take(events: readonly SessionEvent[]): EventForms[] {
    const before = this.#state
    const told = events.map((event) => this.#takeOne(event))
    if (beginsTurn(before, this.#state, events)) this.#turnStart = before.settled.length
    return told
  }

  /** What `take` would make true, for a journal that has to have it first. Changes nothing. */
  foresee(events: readonly SessionEvent[]): Pick<JournalStep, 'after' | 'turnStart' | 'told'> {
    const before = this.#state
    let turnStart = this.#turnStart
    const after = events.reduce((state, event) => {
      const next = evolve(state, event)
      if (endsTurn(event)) turnStart = next.settled.length
      return next
    }, before)
    if (beginsTurn(before, after, events)) turnStart = before.settled.length
    const told = events.map((event) => ({ shown: event, journaled: this.originals.journaled(event) }))
    return { after, turnStart, told }
  }

  hasTold(notice: Notice): boolean {
    return messagesOf(this.#state)
      .slice(this.#turnStart)
      .some((message) => message.notice === notice)
  }

  /** What the turn added, all of it given to be kept: nothing in it will change any more. */
  finishTurn(): Pick<FinishedTurn, 'messages' | 'after'> {
    const shown = messagesOf(this.#state)
      .slice(this.#turnStart)
      .map((message) => (message.isStreaming ? { ...message, isStreaming: false } : message))
    const messages = shown.map((message) => this.originals.whole(message))
    this.#keepAll(shown.slice(this.#kept - this.#turnStart))
    this.#kept = this.#turnStart + shown.length
    return { messages, after: this.#state.settled[this.#turnStart - 1]?.id ?? null }
  }

  #takeOne(event: SessionEvent): EventForms {
    const told = this.originals.tell(event)
    const before = this.#state
    this.#state = evolve(before, told.shown)
    const { settled } = this.#state
    if (told.shown.type === 'message_added' && told.shown.before !== undefined) {
      this.#noteInserted(before, told.shown.message)
    }
    if (told.shown.type === 'history_changed') this.#kept = settled.length
    if (settled.length > this.#kept) {
      this.#keepAll(settled.slice(this.#kept))
      this.#kept = settled.length
    }
    if (endsTurn(told.shown)) {
      this.#turnStart = settled.length
      this.originals.turnEnded()
    }
    return told
  }

  /** What is inserted in front of the prompt is of its turn; in front of older ones it moves where the turn begins. */
  #noteInserted(before: SessionState, { id }: SessionMessage): void {
    const messages = messagesOf(this.#state)
    if (messages.length === messagesOf(before).length) return
    const at = messages.findIndex((message) => message.id === id)
    if (at < this.#turnStart) this.#turnStart += 1
    if (at >= this.#kept) return
    this.#kept += 1
    this.#keepAll(messages.slice(at, at + 1))
  }

  #keepAll(messages: readonly SessionMessage[]): void {
    if (messages.length === 0) return
    this.#keep(messages.map((message) => this.originals.whole(message)))
    this.originals.kept(messages)
  }
}

function beginsTurn(before: SessionState, after: SessionState, events: readonly SessionEvent[]): boolean {
  return isIdle(before) && !isIdle(after) && !events.some(endsTurn)
}

/** What was before is in the transcript, or on another branch of it. */
export function endsTurn({ type }: SessionEvent): boolean {
  return type === 'message_complete' || type === 'history_changed'
}
