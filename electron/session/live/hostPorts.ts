/** What a live session is made of and what it has done for it at the rim. `SessionHost` asks; `sessionPorts.ts` answers. */
import type { Failure } from '../../../shared/errors.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { PermissionRule, SessionMessage, SessionMetadata, TurnOutcome } from '../../../shared/session.ts'
import type { Agent, AgentTask, ConversationChange } from '../../agent/port.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { CommandRecord } from './commandRecord.ts'
import type { Missing, SessionChanges } from '../decide/decision.ts'
import type { Journal } from './journal.ts'

export interface FinishedTurn {
  readonly outcome: TurnOutcome
  /** What the turn added, oldest first, nothing in it streaming. */
  readonly messages: readonly SessionMessage[]
  /** The message before the turn, null when the turn began the session. */
  readonly after: string | null
}

/** What the host has done for it at the rim. Nothing here may throw unless said. */
export interface HostPorts {
  readonly clock: Clock
  readonly log: Log
  readonly newId: () => string
  /** The record the next prompt goes on from after a rewind (`AgentPrompt.resumeAt`); undefined: from where it is. */
  resumeAt(): string | null | undefined
  /** The ids of all prompts there have been. Reads the whole past; rejects when it cannot be read. */
  pastCommandIds(): Promise<readonly string[]>
  /** Looks who else has the session; what it finds is told by `SessionHost.hold`. Null: nobody can tell. Never rejects. */
  lookForHolder(): Promise<void> | null
  /**
   * Looks whether what the session needs to go on is there. `isAtWork`: its agent runs, and needs no transcript to
   * remember. Null as an answer: all that is known of. Never rejects, and gives up on a disk that does not answer.
   */
  lookForMissing(isAtWork: boolean): Promise<Missing | null>
  /** The agent goes on in another conversation: from here on the session's past ends there. */
  follow(change: ConversationChange): void
  /** Messages that will not change any more, in order. What cannot be written now waits for `save`. */
  keep(messages: readonly SessionMessage[]): void
  /** What waits, whole: no transcript holds it yet. */
  unsaved(): readonly SessionMessage[]
  /** Writes what waits and counts the session anew; rejects when it could not. */
  save(): Promise<SessionMetadata>
  /** Brings transcript and database up to date with a finished turn; rejects when it could not. */
  account(turn: FinishedTurn): Promise<SessionMetadata>
  saveChoice(changes: SessionChanges, by: 'user' | 'agent'): void
  /** What a person allowed before that holds in this session, read anew each time. */
  savedRules(): readonly PermissionRule[]
  /** Where a file really is now; null when that cannot be told, or not soon. Never rejects. */
  realPath(file: string): Promise<string | null>
  /** Whether the person trusts the project's folder now. */
  isTrusted(): boolean
  remember(scope: 'session' | 'project', rules: readonly PermissionRule[]): void
  /** Something a list shows may have changed. */
  changed(state: SessionState): void
}

export interface HostOptions {
  readonly state: SessionState
  readonly epoch: string
  readonly agent: Agent
  readonly task: Omit<AgentTask, 'emit' | 'permissionMode' | 'model' | 'effort' | 'trusted'>
  readonly journal: Journal
  readonly commands: CommandRecord
  /** Why nobody can answer in it: what is to be sent is refused with this. Null when somebody can. */
  readonly cannotGoOn: Failure | null
  /** Nothing was ever said in it. */
  readonly isNew: boolean
  readonly ports: HostPorts
}
