/**
 * The session on screen, as plain values: the replica the fold keeps, and what only this window
 * knows of it (draft, messages on their way, what is being loaded). Pure; `sessionStore` calls it.
 */
import { evolve, messagesOf, splitMessages } from '../../shared/evolve.ts'
import type { SessionState } from '../../shared/evolve.ts'
import type { Failure } from '../../shared/errors.ts'
import type { SessionEvent } from '../../shared/events.ts'
import { ProjectId, SessionId } from '../../shared/ids.ts'
import type { AgentId } from '../../shared/ids.ts'
import type { Page } from '../../shared/page.ts'
import type { Cursor, Snapshot } from '../../shared/protocol.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type {
  Attachment,
  HeldBy,
  PermissionMode,
  PermissionRequest,
  QueuedMessage,
  SessionMessage,
  SessionMetadata,
  SessionSummary,
  TurnEnd,
  TurnRetry,
  TurnState
} from '../../shared/session.ts'
import type { OutboxEntry } from '../connection/outboxEntry.ts'
import { afterEvent, afterMessages } from './outbox.ts'

export type SessionStatus = 'not-created' | 'creating' | 'created'

/** `failed`: the session could not be loaded; `error` says why. */
export type LoadingState = 'idle' | 'loading' | 'loadingOlder' | 'failed'

export type ClaudePermissionMode = PermissionMode

/** The messages in the two runs of the fold. `messages` joins them when it is first read. */
export interface MessageRuns {
  readonly settled: readonly SessionMessage[]
  readonly open: readonly SessionMessage[]
  readonly messages: readonly SessionMessage[]
}

/** What a person has chosen and the server does not know yet. */
export type Choice = Partial<Pick<SessionSummary, 'permissionMode' | 'model' | 'effort'>>

/** What is kept; everything else of `SessionData` is derived from it. */
export interface SessionFacts {
  /** As the address names it; a new session's id is minted in the window. */
  readonly id: string
  /** Null while nobody has said which project it belongs to. */
  readonly projectId: string | null
  /** Differs each time a session is opened: late results carry it and are dropped when it is gone. */
  readonly visit: number
  readonly status: SessionStatus
  readonly loadingState: LoadingState
  readonly replica: SessionState
  /** Shown in place of what the replica says, until the server has answered. */
  readonly chosen: Choice
  /** The last event applied, null until the server has sent a snapshot. */
  readonly cursor: Cursor | null
  readonly outbox: readonly OutboxEntry[]
  readonly draft: string
  /** What goes along with the draft; the same list until it changes. */
  readonly draftAttachments: readonly Attachment[]
  readonly firstMessageSent: boolean
  readonly runs: MessageRuns
}

export interface SessionData extends SessionFacts {
  /** Oldest first. Joined when read and remembered; a view that streams reads `settled` and `open`. */
  readonly messages: readonly SessionMessage[]
  /** Keeps its identity while a turn streams into `open`. */
  readonly settled: readonly SessionMessage[]
  readonly open: readonly SessionMessage[]
  /** A turn runs, or is being interrupted. */
  readonly isStreaming: boolean
  readonly turnState: TurnState
  readonly metadata: SessionMetadata
  /** Nothing was ever sent in this session. */
  readonly isFirstMessage: boolean
  readonly error: Failure | null
  readonly permissionMode: ClaudePermissionMode
  readonly agent: AgentId
  readonly model: string | null
  /** Undefined: nobody has chosen one, not even to leave it to the agent. */
  readonly effort: string | null | undefined
  readonly title: string | null
  readonly queue: readonly QueuedMessage[]
  readonly permissions: readonly PermissionRequest[]
  /** Cursor of the next older page, null when everything is here. */
  readonly before: string | null
  readonly lastTurn: TurnEnd | null
  readonly retry: TurnRetry | null
  /** Another process has the session: here it is only watched. */
  readonly heldBy: HeldBy | null
}

/** What a session that nobody has stored yet starts from. */
export interface BlankSession {
  readonly id: string
  readonly projectId: string | null
  readonly visit: number
  readonly agent: AgentId
  readonly permissionMode: PermissionMode
  readonly draft: string
  readonly draftAttachments?: readonly Attachment[]
  readonly outbox: readonly OutboxEntry[]
  readonly loadingState: LoadingState
}

const nil = '00000000-0000-0000-0000-000000000000'

export function blankSession(blank: BlankSession): SessionData {
  const replica: SessionState = {
    session: blankSummary(blank),
    settled: [],
    open: [],
    queue: [],
    permissions: [],
    before: null,
    lastTurn: null,
    problem: null
  }
  return toSessionData({
    id: blank.id,
    projectId: blank.projectId,
    visit: blank.visit,
    status: 'not-created',
    loadingState: blank.loadingState,
    replica,
    chosen: {},
    cursor: null,
    outbox: blank.outbox,
    draft: blank.draft,
    draftAttachments: blank.draftAttachments ?? [],
    firstMessageSent: false,
    runs: toRuns(replica)
  })
}

/** Stands in until the server has one. An address that is no UUID keeps the nil id: nothing is stored under it. */
function blankSummary(blank: BlankSession): SessionSummary {
  const id = SessionId.safeParse(blank.id)
  const projectId = ProjectId.safeParse(blank.projectId)
  const unknownTime = new Date(0).toISOString()
  return {
    id: id.success ? id.data : SessionId.parse(nil),
    projectId: projectId.success ? projectId.data : ProjectId.parse(nil),
    agent: blank.agent,
    title: null,
    titleSource: null,
    permissionMode: blank.permissionMode,
    model: null,
    archived: false,
    createdAt: unknownTime,
    updatedAt: unknownTime,
    state: 'idle',
    retry: null,
    metadata: emptyMetadata
  }
}

/** The same session with some facts replaced. `messages` is joined again only when the runs changed. */
export function withFacts(
  session: SessionData,
  changes: Partial<Omit<SessionFacts, 'id' | 'visit' | 'runs'>>
): SessionData {
  const replica = changes.replica ?? session.replica
  const { settled, open } = session.runs
  return toSessionData({
    id: session.id,
    projectId: session.projectId,
    visit: session.visit,
    status: session.status,
    loadingState: session.loadingState,
    chosen: session.chosen,
    cursor: session.cursor,
    outbox: session.outbox,
    draft: session.draft,
    draftAttachments: session.draftAttachments,
    firstMessageSent: session.firstMessageSent,
    ...changes,
    replica,
    runs: replica.settled === settled && replica.open === open ? session.runs : toRuns(replica)
  })
}

/** The one way in for events: from the socket and from every action that is a door to the fold. */
export function foldEvent(session: SessionData, event: SessionEvent): SessionData {
  return withFacts(session, {
    replica: evolve(session.replica, event),
    outbox: afterEvent(session.outbox, event)
  })
}

export function foldSummary(session: SessionData, changes: Partial<SessionSummary>): SessionData {
  return foldEvent(session, {
    type: 'session_updated',
    session: { ...session.replica.session, ...changes }
  })
}

export function withProblem(session: SessionData, problem: Failure | null): SessionData {
  return withFacts(session, { replica: { ...session.replica, problem } })
}

/** The server's word on everything; older pages that were loaded already stay. */
export function withSnapshot(session: SessionData, snapshot: Snapshot): SessionData {
  const older = olderThan(session, snapshot.messages)
  const messages = older.length === 0 ? snapshot.messages : [...older, ...snapshot.messages]
  return withFacts(session, {
    status: 'created',
    projectId: snapshot.session.projectId,
    replica: {
      session: snapshot.session,
      ...splitMessages(messages),
      queue: snapshot.queue,
      permissions: snapshot.permissions,
      before: older.length === 0 ? snapshot.before : session.before,
      lastTurn: snapshot.lastTurn,
      problem: snapshot.problem
    },
    cursor: { epoch: snapshot.epoch, seq: snapshot.seq },
    outbox: afterMessages(session.outbox, messages, snapshot.queue)
  })
}

/** Those that stand before the snapshot's first message. Nothing when the two do not meet. */
function olderThan(session: SessionData, messages: readonly SessionMessage[]): readonly SessionMessage[] {
  const first = messages[0]
  if (!first) return []
  const meeting = session.messages.findIndex(({ id }) => id === first.id)
  const older = session.messages.slice(0, Math.max(0, meeting))
  return older.map((message) => (message.isStreaming ? { ...message, isStreaming: false } : message))
}

/** Puts an older page in front. */
export function withOlderPage(session: SessionData, page: Page): SessionData {
  const known = new Set(session.messages.map(({ id }) => id))
  const older = page.messages.filter(({ id }) => !known.has(id))
  const { replica } = session
  return withFacts(session, {
    loadingState: 'idle',
    replica: { ...replica, settled: [...older, ...replica.settled], before: page.before }
  })
}

function toRuns({ settled, open }: Pick<SessionState, 'settled' | 'open'>): MessageRuns {
  let joined: readonly SessionMessage[] | null = null
  return {
    settled,
    open,
    get messages() {
      joined ??= messagesOf({ settled, open })
      return joined
    }
  }
}

function toSessionData(facts: SessionFacts): SessionData {
  const { runs, replica } = facts
  const { session } = replica
  return {
    ...facts,
    get messages() {
      return runs.messages
    },
    settled: runs.settled,
    open: runs.open,
    isStreaming: session.state !== 'idle',
    turnState: session.state,
    metadata: session.metadata,
    isFirstMessage: !facts.firstMessageSent && session.metadata.messageCount === 0 && isEmpty(runs),
    error: replica.problem,
    permissionMode: facts.chosen.permissionMode ?? session.permissionMode,
    agent: session.agent,
    model: facts.chosen.model === undefined ? session.model : facts.chosen.model,
    effort: facts.chosen.effort === undefined ? session.effort : facts.chosen.effort,
    title: session.title,
    queue: replica.queue,
    permissions: replica.permissions,
    before: replica.before,
    lastTurn: replica.lastTurn,
    retry: session.retry,
    heldBy: session.heldBy ?? null
  }
}

function isEmpty({ settled, open }: Pick<MessageRuns, 'settled' | 'open'>): boolean {
  return settled.length === 0 && open.length === 0
}
