/**
 * What became true in a live session. The server numbers these `{ epoch, seq }`, journals and
 * sends them; `evolve` is the only place where they turn into state.
 */
import { z } from 'zod'
import { Failure } from './errors.ts'
import { MessageId } from './ids.ts'
import { Page } from './page.ts'
import {
  ContentBlock,
  PermissionOutcome,
  PermissionRequest,
  QueuedMessage,
  SessionMessage,
  SessionMetadata,
  SessionSummary,
  TurnOutcome
} from './session.ts'

/**
 * A message joined the session; one with a known id takes that one's place. `before`: it stands right in front of
 * this message, which was told first though it comes later in the transcript; absent: behind all others. Of a
 * message that still grows it is not heeded.
 */
export const MessageAdded = z.object({
  type: z.literal('message_added'),
  message: SessionMessage,
  before: MessageId.optional()
})

const blockIndex = z.number().int().nonnegative()

/** A block was put at `index`. */
export const BlockPut = z.object({
  type: z.literal('stream_output'),
  messageId: MessageId,
  index: blockIndex,
  block: ContentBlock
})

/** The text (or thinking) of the block at `index` grew by `append`. */
export const BlockGrown = z.object({
  type: z.literal('stream_output'),
  messageId: MessageId,
  index: blockIndex,
  append: z.string()
})

/** The turn is over: whatever was open in it is settled. */
export const MessageComplete = z.object({
  type: z.literal('message_complete'),
  /** The message that began the turn; absent when none did: an agent that woke by itself, a server from before. */
  turnId: MessageId.optional(),
  outcome: TurnOutcome,
  error: Failure.optional(),
  metadata: SessionMetadata
})

export type MessageComplete = z.infer<typeof MessageComplete>

/** The whole queue as it is now, the next one first; empty when nothing waits. */
export const QueueChanged = z.object({ type: z.literal('queue_changed'), queue: z.array(QueuedMessage) })

/** A tool waits for a person's answer (`permission_response` with the request's id). */
export const PermissionRequested = z.object({
  type: z.literal('permission_requested'),
  request: PermissionRequest
})

/** The request is off the screen of every window, whoever answered it; `cancelled` when nobody can any more. */
export const PermissionSettled = z.object({
  type: z.literal('permission_settled'),
  requestId: z.string(),
  outcome: PermissionOutcome
})

/** Title, mode, model, state or retry changed; carries the whole summary. */
export const SessionUpdated = z.object({
  type: z.literal('session_updated'),
  session: SessionSummary,
  /** The code of a problem that is over: if it is the one that is shown, it is not shown any more. */
  problemOver: z.string().optional()
})

/**
 * The session goes on from another place (rewound, another branch): these are its newest messages now and
 * take the place of all others. Comes only while no turn runs.
 */
export const HistoryChanged = z.object({
  type: z.literal('history_changed'),
  ...Page.shape
})

/** Something beside the turn went wrong (a full disk, say) and the session goes on. */
export const SessionProblem = z.object({ type: z.literal('error'), error: Failure })

/** `BlockGrown` stands first: it is nine of ten events and the cheapest to tell apart. */
export const SessionEvent = z.union([
  BlockGrown,
  BlockPut,
  MessageAdded,
  MessageComplete,
  QueueChanged,
  PermissionRequested,
  PermissionSettled,
  SessionUpdated,
  HistoryChanged,
  SessionProblem
])
export type SessionEvent = z.infer<typeof SessionEvent>
export type MessageAdded = z.infer<typeof MessageAdded>
export type BlockGrown = z.infer<typeof BlockGrown>
export type BlockPut = z.infer<typeof BlockPut>
