/**
 * The one fold. The server keeps its live sessions with it, each window its replica, the journal
 * its recovery: the same events give the same state everywhere. Pure; never throws on an event
 * that does not fit, because a replica must not die of one.
 */
import { counted } from './counted.ts'
import { unreachable } from './errors.ts'
import type { Failure } from './errors.ts'
import type { BlockGrown, BlockPut, MessageAdded, MessageComplete, SessionEvent } from './events.ts'
import type {
  ContentBlock,
  PermissionRequest,
  QueuedMessage,
  SessionMessage,
  SessionSummary,
  TurnEnd
} from './session.ts'

/**
 * A session as the fold sees it. Messages stand in two runs so that a delta costs the same in a
 * session of ten thousand messages as in one of ten: `settled` keeps its identity while the turn
 * streams into `open`, which begins at the oldest message that may still grow.
 */
export interface SessionState {
  readonly session: SessionSummary
  readonly settled: readonly SessionMessage[]
  readonly open: readonly SessionMessage[]
  readonly queue: readonly QueuedMessage[]
  readonly permissions: readonly PermissionRequest[]
  /** Cursor for the page before `settled[0]`, null at the beginning of the session. */
  readonly before: string | null
  readonly lastTurn: TurnEnd | null
  readonly problem: Failure | null
}

/** A session in which nothing runs, with these messages behind it. */
export function restingState(
  session: SessionSummary,
  past: { readonly messages: readonly SessionMessage[]; readonly before: string | null } = {
    messages: [],
    before: null
  }
): SessionState {
  return {
    session,
    settled: past.messages,
    open: [],
    queue: [],
    permissions: [],
    before: past.before,
    lastTurn: null,
    problem: null
  }
}

/** All messages, oldest first. Allocates; for drawing and serialising, not for the fold. */
export function messagesOf(state: Pick<SessionState, 'settled' | 'open'>): readonly SessionMessage[] {
  return state.open.length === 0 ? state.settled : [...state.settled, ...state.open]
}

/** Puts messages into the two runs, as the fold keeps them. */
export function splitMessages(messages: readonly SessionMessage[]): Pick<SessionState, 'settled' | 'open'> {
  const first = messages.findIndex((message) => message.isStreaming)
  return first === -1
    ? { settled: messages, open: [] }
    : { settled: messages.slice(0, first), open: messages.slice(first) }
}

/**
 * The session after this event. An event that names a message or a request that is not there changes nothing; never
 * throws.
 */
export function evolve(state: SessionState, event: SessionEvent): SessionState {
  switch (event.type) {
    case 'stream_output':
      return growMessage(state, event)
    case 'message_added':
      return addMessage(state, event)
    case 'message_complete':
      return {
        ...state,
        session: { ...counted(state.session, event.metadata), state: 'idle', retry: null },
        settled: [...state.settled, ...state.open.map(ended)].filter((message) => !isGone(message)),
        open: [],
        permissions: [],
        lastTurn: turnEnd(event)
      }
    case 'queue_changed':
      return { ...state, queue: event.queue }
    case 'permission_requested':
      return {
        ...state,
        permissions: [...state.permissions.filter(({ id }) => id !== event.request.id), event.request]
      }
    case 'permission_settled':
      return { ...state, permissions: state.permissions.filter(({ id }) => id !== event.requestId) }
    case 'session_updated':
      return {
        ...state,
        session: event.session,
        problem: state.problem?.code === event.problemOver ? null : state.problem
      }
    case 'history_changed':
      return {
        ...state,
        settled: event.messages,
        open: [],
        before: event.before,
        lastTurn: null,
        problem: lasting(state.problem)
      }
    case 'error':
      return { ...state, problem: event.error }
    default:
      return unreachable(event)
  }
}

function turnEnd({ turnId, outcome, error }: MessageComplete): TurnEnd {
  return { ...(turnId === undefined ? null : { turnId }), outcome, ...(error ? { error } : null) }
}

/** They say that something waits to be written: only when it is written are they over. */
export const untilSaved: ReadonlySet<string> = new Set(['transcript_not_written', 'journal_unavailable'])

/** What a new prompt does not end. */
function lasting(problem: Failure | null): Failure | null {
  return problem !== null && untilSaved.has(problem.code) ? problem : null
}

function addMessage(state: SessionState, { message, before }: MessageAdded): SessionState {
  if (isNothing(message)) return withoutMessage(state, message.id)
  const settledAt = state.settled.findLastIndex(({ id }) => id === message.id)
  const isKnown = settledAt !== -1 || state.open.some(({ id }) => id === message.id)
  if (before !== undefined && !message.isStreaming && !isKnown) return insertMessage(state, message, before)
  if (settledAt !== -1 && !message.isStreaming) {
    return { ...state, settled: state.settled.with(settledAt, message) }
  }
  const settled = settledAt === -1 ? state.settled : state.settled.toSpliced(settledAt, 1)
  const openAt = state.open.findIndex(({ id }) => id === message.id)
  const others = state.open.map((other) => (endsBy(other, message) ? ended(other) : other))
  const open = openAt === -1 ? [...others, message] : others.with(openAt, message)
  const begins = isPrompt(message) ? { lastTurn: null, problem: lasting(state.problem) } : null
  return settle({ ...state, ...begins, settled, open })
}

/** In front of a message that is not held it stands on an older page, and is read with it; where there is none, at the end. */
function insertMessage(state: SessionState, message: SessionMessage, before: string): SessionState {
  const { settled, open } = state
  const at = messagesOf(state).findLastIndex(({ id }) => id === before)
  if (at <= 0 && state.before !== null) return state
  if (at === -1) return addMessage(state, { type: 'message_added', message })
  if (at >= settled.length) return settle({ ...state, open: open.toSpliced(at - settled.length, 0, message) })
  return { ...state, settled: settled.toSpliced(at, 0, message) }
}

/** What was said was taken back, or will be said anew: an answer without a word in it stands in no transcript either. */
function isNothing({ role, content, isStreaming }: SessionMessage): boolean {
  return role === 'assistant' && content.length === 0 && !isStreaming
}

/** At the end of a turn. A subagent goes on in the background, and may yet say something. */
function isGone(message: SessionMessage): boolean {
  return isNothing(message) && message.parentToolUseId === undefined
}

function withoutMessage(state: SessionState, id: string): SessionState {
  const isOther = (message: SessionMessage): boolean => message.id !== id
  const settled = state.settled.every(isOther) ? state.settled : state.settled.filter(isOther)
  return settle({ ...state, settled, open: state.open.filter(isOther) })
}

/** Within one thread an answer ends when the next message of that thread begins. */
function endsBy(message: SessionMessage, next: SessionMessage): boolean {
  return message.isStreaming && message.id !== next.id && message.parentToolUseId === next.parentToolUseId
}

/** True for what a person sent, false for tool results and for the messages of a subagent. */
export function isPrompt(message: SessionMessage): boolean {
  return (
    message.role === 'user' &&
    message.parentToolUseId === undefined &&
    !message.content.some((block) => block.type === 'tool_result')
  )
}

function growMessage(state: SessionState, event: BlockGrown | BlockPut): SessionState {
  const openAt = state.open.findLastIndex(({ id }) => id === event.messageId)
  const message = state.open[openAt]
  if (message) return { ...state, open: state.open.with(openAt, grown(message, event)) }
  const settledAt = state.settled.findLastIndex(({ id }) => id === event.messageId)
  const late = state.settled[settledAt]
  if (!late) return state
  return { ...state, settled: state.settled.with(settledAt, grown(late, event)) }
}

function grown(message: SessionMessage, event: BlockGrown | BlockPut): SessionMessage {
  const current = message.content[event.index]
  if ('append' in event) {
    if (!current) return message
    return { ...message, content: message.content.with(event.index, withText(current, event.append)) }
  }
  if (current) return { ...message, content: message.content.with(event.index, event.block) }
  // A gap (a block of a kind that is not shown) closes up: blocks keep their order, not their number.
  return { ...message, content: [...message.content, event.block] }
}

function withText(block: ContentBlock, text: string): ContentBlock {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text + text }
    case 'thinking':
      return { type: 'thinking', thinking: block.thinking + text }
    case 'tool_use':
    case 'tool_result':
    case 'image':
    case 'document':
    case 'unknown':
      return block
    default:
      return unreachable(block)
  }
}

function settle(state: SessionState): SessionState {
  if (state.open.length === 0) return state
  const firstOpen = state.open.findIndex((message) => message.isStreaming)
  if (firstOpen === 0) return state
  const done = firstOpen === -1 ? state.open : state.open.slice(0, firstOpen)
  return {
    ...state,
    settled: [...state.settled, ...done],
    open: firstOpen === -1 ? [] : state.open.slice(firstOpen)
  }
}

function ended(message: SessionMessage): SessionMessage {
  return message.isStreaming ? { ...message, isStreaming: false } : message
}
