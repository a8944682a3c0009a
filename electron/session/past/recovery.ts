/**
 * What a server that died left behind, made whole at the next start: each journal is folded, and what the
 * transcript lacks of it is written down where it would stand had nothing happened; a turn that ran becomes an
 * interrupted one. Pure; the same journal over the same or a later transcript gives the same again, so that it
 * may be tried as often as need be. Called by `lastRun.ts`, after the dead server's agents have been ended.
 */
import { createHash } from 'node:crypto'
import type { SessionEvent } from '../../../shared/events.ts'
import { evolve, messagesOf, restingState } from '../../../shared/evolve.ts'
import type { QueuedMessage, SessionMessage, SessionSummary } from '../../../shared/session.ts'
import { ourWords } from '../../ourFailure.ts'
import type { Unwritten } from '../../transcript/write/append.ts'
import { isEmptyAnswer } from '../../transcript/record/record.ts'
import { ourNotice } from '../decide/ourNotice.ts'

export interface Recovered {
  /**
   * Messages the journal tells of, oldest first, nothing in them streaming, with what the transcript has behind
   * them; empty when it tells of none.
   */
  readonly messages: readonly SessionMessage[]
  /** The message before them, null at the beginning of the session. */
  readonly after: string | null
  /** What waited behind the turn and waits for a person now. */
  readonly queue: readonly QueuedMessage[]
  readonly session: SessionSummary
}

export interface RecoveryInput {
  readonly session: SessionSummary
  /** Newest messages of the transcript, oldest first. */
  readonly past: readonly SessionMessage[]
  readonly events: readonly SessionEvent[]
  readonly notice: { readonly id: string; readonly at: string }
  /** Something in the journal could not be read. */
  readonly isDamaged?: boolean
}

/** What the journal says, given the transcript. */
export function recover({ session, past, events, notice, isDamaged = false }: RecoveryInput): Recovered {
  const touched = idsIn(events)
  const added = new Set(events.flatMap((event) => (event.type === 'message_added' ? [event.message.id] : [])))
  // In the order in which they were told; the transcript holds them in another while they are not all there.
  const grown = past.filter(({ id }) => touched.has(id) && !added.has(id))
  const start = restingState({ ...session, state: 'idle', retry: null }, { messages: grown, before: null })
  const state = events.reduce(evolve, start)
  const told = messagesOf(state)
    .filter((message) => touched.has(message.id) && !isEmptyAnswer(message))
    .map(atRest)
  const first = past.findIndex(({ id }) => touched.has(id))
  const last = past.findLastIndex(({ id }) => touched.has(id))
  const behind = last === -1 ? [] : past.slice(last + 1).filter(({ id }) => id !== notice.id)
  const messages = [
    ...told,
    ...(told.length === 0 ? [] : behind),
    ...noticesOf(
      { wasRunning: state.session.state !== 'idle', isDamaged, isAnythingTold: told.length > 0 },
      notice
    )
  ]
  const said = new Set([...past, ...messages].map(({ id }) => id))
  return {
    messages,
    after: (first === -1 ? past.at(-1) : past[first - 1])?.id ?? null,
    // One that was sent is a message now, whatever the journal had no time to say.
    queue: state.queue.filter(({ id }) => !said.has(id)),
    session: { ...state.session, state: 'idle', retry: null }
  }
}

function noticesOf(
  what: { readonly wasRunning: boolean; readonly isDamaged: boolean; readonly isAnythingTold: boolean },
  notice: RecoveryInput['notice']
): SessionMessage[] {
  if (what.wasRunning) {
    const kept = what.isDamaged ? 'part' : 'all'
    return [ourNotice('interrupted', ourWords('turn_cut_off', { how: 'died', kept }), notice)]
  }
  if (!what.isDamaged || !what.isAnythingTold) return []
  return [ourNotice('info', ourWords('part_unreadable'), notice)]
}

/** The messages a journal says something about. */
export function idsIn(events: readonly SessionEvent[]): ReadonlySet<string> {
  return new Set(events.flatMap(touchedBy))
}

/** The same for the same journal: a recovery that was cut short and begins anew says it stopped once. */
export function noticeIdFor(session: SessionSummary, events: readonly SessionEvent[]): string {
  const updated = events.findLast((event) => event.type === 'session_updated')
  const at = updated?.type === 'session_updated' ? updated.session.updatedAt : session.updatedAt
  const hash = createHash('sha256')
    .update(JSON.stringify([session.id, at, ...idsIn(events)]))
    .digest('hex')
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32)
  ].join('-')
}

/** What a transcript of ours lacks, and how it has to be brought in. */
export type Lacking =
  | { readonly kind: 'nothing' }
  /** The transcript ends where these begin. */
  | { readonly kind: 'end'; readonly parts: readonly Unwritten[] }
  /** From the first of these on the transcript has to be written anew: it holds some of those behind it. */
  | { readonly kind: 'middle'; readonly messages: readonly SessionMessage[] }

/** Compared by what they hold, not by name alone: an answer may have been cut off between two blocks. */
export function lackingOf(
  messages: readonly SessionMessage[],
  written: ReadonlyMap<string, SessionMessage>
): Lacking {
  const parts = messages.map((message) => ({ message, lines: linesOf(written.get(message.id)) }))
  const first = parts.findIndex(({ message, lines }) => lines === 0 || lines < linesOf(message))
  if (first === -1) return { kind: 'nothing' }
  const rest = parts.slice(first)
  if (rest.slice(1).every(({ lines }) => lines === 0)) return { kind: 'end', parts: rest }
  return { kind: 'middle', messages: rest.map(({ message }) => fuller(message, written.get(message.id))) }
}

/** Of two versions of a message the one that holds more. */
export function fuller(told: SessionMessage, written: SessionMessage | undefined): SessionMessage {
  return written === undefined || linesOf(written) < linesOf(told) ? told : written
}

/** An answer stands there a block a line, everything else in one. */
function linesOf(message: SessionMessage | undefined): number {
  if (message === undefined) return 0
  return message.role === 'assistant' ? message.content.length : 1
}

function touchedBy(event: SessionEvent): string[] {
  if (event.type === 'message_added') return [event.message.id]
  return event.type === 'stream_output' ? [event.messageId] : []
}

function atRest(message: SessionMessage): SessionMessage {
  return message.isStreaming ? { ...message, isStreaming: false } : message
}
