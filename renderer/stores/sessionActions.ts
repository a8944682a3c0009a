/**
 * What can be done with the session on screen: the words of `useSessionStore`. Except for those that
 * open a session, no action takes a session's id.
 */
import type { Failure } from '../../shared/errors.ts'
import type { BlockGrown, BlockPut } from '../../shared/events.ts'
import type { AgentId } from '../../shared/ids.ts'
import type { EventFrame, Snapshot } from '../../shared/protocol.ts'
import type { SessionMessage, SessionMetadata, TurnEnd } from '../../shared/session.ts'
import type { DraftActions } from './draftActions.ts'
import type { OutboxActions } from './outboxActions.ts'
import type { ClaudePermissionMode, LoadingState, SessionData } from './sessionData.ts'

/** Content that arrives: a block put at an index, or text appended to one. */
export type StreamOutput = Omit<BlockPut, 'type'> | Omit<BlockGrown, 'type'>

/**
 * `not-found`: there is no such session; the caller initialises it. `failed`: `error` says why, and
 * `loadingState` is `failed` until it is tried again. `superseded`: another session is on screen by now.
 */
export type LoadOutcome = 'loaded' | 'not-found' | 'failed' | 'superseded'

export interface OpenOptions {
  /** Left out: the project of the session on screen if it is this one, else the one in the address. */
  readonly projectId?: string
}

export interface SessionStore extends DraftActions, OutboxActions {
  readonly currentSessionId: string | null
  readonly currentSession: SessionData | null
  readonly defaultPermissionMode: ClaudePermissionMode
  readonly defaultAgent: AgentId
  /** Sessions opened by this window so far. */
  readonly visits: number

  /** A new session, known to this window only: no request, no row, no file. */
  initializeSession(sessionId: string, options?: OpenOptions & { readonly agent?: AgentId }): void
  /**
   * Stores the current session on the server.
   * @returns true when it is created and still on screen; on false nothing may be sent: `error` says
   *   why, or another call is already at it, or another session is on screen
   */
  createSession(): Promise<boolean>
  /** Opens a stored session with its newest page. Never rejects. */
  loadSession(sessionId: string, options?: OpenOptions): Promise<LoadOutcome>
  clearCurrentSession(): void
  /**
   * The page before the oldest message here, of `limit` messages (1 to 200) or as many as the server thinks
   * fit. Does nothing while another is under way or all is here.
   */
  loadOlderMessages(limit?: number): Promise<void>

  addMessage(message: SessionMessage): void
  updateStreamingMessage(output: StreamOutput): void
  /** Ends the running turn, and with it every message that still grows. */
  finalizeMessage(end?: Partial<TurnEnd> & { readonly metadata?: SessionMetadata }): void
  markFirstMessageSent(): void

  setStreaming(isStreaming: boolean): void
  updateMetadata(metadata: Partial<SessionMetadata>): void
  setError(error: Failure | null): void
  setLoadingState(loadingState: LoadingState): void

  /** For sessions to come, and for a new one whose mode nobody has changed. */
  setDefaultPermissionMode(mode: ClaudePermissionMode): void
  setDefaultAgent(agent: AgentId): void
  /** Shown at once; told to the server when the session is stored, taken back with an `error` when that fails. */
  setPermissionMode(mode: ClaudePermissionMode): Promise<void>
  getPermissionMode(): ClaudePermissionMode
  /** As `setPermissionMode`; null lets the agent choose. */
  setModel(model: string | null): Promise<void>
  /** As `setModel`. */
  setEffort(effort: string | null): Promise<void>
  /** Whether the server knows all that was chosen for the session on screen, as soon as that is settled. */
  choicesTold(): Promise<boolean>
  /** Only a session that is not stored yet can change its agent. */
  setAgent(agent: AgentId): void

  /** Applies the next event; one that is known already, or does not follow, changes nothing. */
  applyEvent(frame: Pick<EventFrame, 'epoch' | 'seq' | 'event'>): void
  /** The same for several, in order, as one change of the store. */
  applyEvents(frames: readonly Pick<EventFrame, 'epoch' | 'seq' | 'event'>[]): void
  /** Replaces the replica; older pages that were loaded stay. Another session's is dropped. */
  applySnapshot(snapshot: Snapshot): void
}
