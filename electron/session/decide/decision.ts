/** What can be decided in a session, and how a decision is written down. Used by `decide.ts` and its parts. */
import { unreachable } from '../../../shared/errors.ts'
import type { Failure, Parameters } from '../../../shared/errors.ts'
import type { SessionEvent } from '../../../shared/events.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import type { ClientCommand } from '../../../shared/protocol.ts'
import type { AgentOptions } from '../../../shared/agentOptions.ts'
import type { MessageId } from '../../../shared/ids.ts'
import type { Page } from '../../../shared/page.ts'
import type {
  HeldBy,
  PermissionMode,
  PermissionRule,
  SessionMessage,
  SessionMetadata,
  SessionSummary,
  TurnOutcome
} from '../../../shared/session.ts'
import type { SentenceCode } from '../../../shared/words/en/sentences.ts'
import { ourFailure } from '../../ourFailure.ts'
import type { AgentOutput, AgentPrompt } from '../../agent/port.ts'
import type { RequestAnswer, UseVerdict } from '../../agent/toolUse.ts'

/** What the host may be told: by a person, by the agent, or by its own rim when a turn is accounted for. */
export type SessionCommand =
  | {
      readonly from: 'client'
      readonly command: ClientCommand
      readonly at: string
      /** Set while the session has had no prompt since it was loaded: the id of the notice that tells of a long rest. */
      readonly noticeId?: string
      /** What may be chosen here: others are refused. Absent: nobody says. */
      readonly options?: AgentOptions
      /** What its agent needs to go on and does not find. Absent: nothing, or nobody looked. */
      readonly missing?: Missing
    }
  | {
      readonly from: 'agent'
      readonly output: Exclude<AgentOutput, { type: 'turn_ended' }>
      readonly at: string
      /** Of a permission request and an announced use. Absent: nothing is saved or trusted, and nothing was looked up. */
      readonly facts?: PermissionFacts
    }
  | {
      readonly from: 'host'
      readonly type: 'end_turn'
      /** The message that began the turn; absent when none did. */
      readonly turnId?: MessageId
      readonly outcome: TurnOutcome
      readonly error?: Failure
      readonly metadata: SessionMetadata
      /** False when the session is being closed: what is queued waits for the next start. */
      readonly mayGoOn: boolean
      readonly at: string
    }
  /** The row has it already. */
  | {
      readonly from: 'host'
      readonly type: 'change_session'
      readonly changes: SessionChanges
      readonly at: string
    }
  | {
      readonly from: 'host'
      readonly type: 'change_history'
      /** The newest messages of the branch the session goes on from. */
      readonly messages: readonly SessionMessage[]
      readonly before: string | null
    }
  | { readonly from: 'host'; readonly type: 'report_problem'; readonly error: Failure }
  /** Everything that could not be written is written now. */
  | { readonly from: 'host'; readonly type: 'saved' }
  /** Another process has taken the session, has let go of it (null), or holds it otherwise than before. */
  | { readonly from: 'host'; readonly type: 'held'; readonly heldBy: HeldBy | null }
  /** The newest messages, which another process may have written on. */
  | { readonly from: 'host'; readonly type: 'followed'; readonly page: Page }
  /** The session was counted outside a turn's end. */
  | { readonly from: 'host'; readonly type: 'recount'; readonly metadata: SessionMetadata }

/** A command, by who gives it. */
export type CommandFrom<From extends SessionCommand['from']> = Extract<SessionCommand, { from: From }>

/**
 * What a session needs to go on and is not there: its folder, or the transcript its agent would go on from. Without that
 * an agent begins anew and knows nothing of what is on screen.
 */
export type Missing = { readonly what: 'folder'; readonly folder: string } | { readonly what: 'transcript' }

/** What is true outside when an agent asks for a permission, or announces a use. */
export interface PermissionFacts {
  /** Everything a person allowed before that holds here. */
  readonly saved: readonly PermissionRule[]
  /** Where the file of the request really is; null when it has none, or that cannot be told. */
  readonly realPath: string | null
  /** The session's folder: its real path. */
  readonly folder: string
  /** Whether the folder is trusted, or its agent does not care. */
  readonly isTrusted: boolean
}

export interface SessionChanges {
  readonly title?: string | null
  readonly archived?: boolean
  readonly permissionMode?: PermissionMode
  readonly model?: string | null
  readonly effort?: string | null
}

/** Work outside the fold, carried out in order after the events are on their way. */
export type Effect =
  | { readonly type: 'start_turn'; readonly prompt: AgentPrompt }
  | { readonly type: 'interrupt_turn' }
  /** What the agent remembers is not what the session holds any more: the next prompt begins with a new one. */
  | { readonly type: 'dismiss_agent' }
  | { readonly type: 'answer_permission'; readonly requestId: string; readonly answer: RequestAnswer }
  | { readonly type: 'judge_tool'; readonly useId: string; readonly verdict: UseVerdict }
  | {
      readonly type: 'remember_rules'
      readonly scope: 'session' | 'project'
      readonly rules: readonly PermissionRule[]
    }
  | { readonly type: 'set_permission_mode'; readonly permissionMode: PermissionMode }
  | { readonly type: 'set_model'; readonly model: string | null }
  | { readonly type: 'set_effort'; readonly effort: string | null }
  | { readonly type: 'save_session'; readonly changes: SessionChanges; readonly by: 'user' | 'agent' }

export type Decision =
  | { readonly ok: true; readonly events: readonly SessionEvent[]; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly error: Failure }

export const nothing: Decision = { ok: true, events: [], effects: [] }

export function happened(events: readonly SessionEvent[], effects: readonly Effect[] = []): Decision {
  return { ok: true, events, effects }
}

export function refused(code: SentenceCode, parameters?: Parameters): Decision {
  return { ok: false, error: ourFailure(code, parameters) }
}

export function updated(session: SessionSummary, changes: Partial<SessionSummary>): SessionEvent {
  return { type: 'session_updated', session: { ...session, ...changes } }
}

export function isIdle(state: SessionState): boolean {
  return state.session.state === 'idle'
}

/**
 * Whether it is promised once it is decided, so that it has to be on disk first: what a person sent or did to the
 * queue (the acknowledgement means *recorded*), and that a queued message is started (it would run again).
 */
export function isPromise(command: SessionCommand, decision: Extract<Decision, { ok: true }>): boolean {
  switch (command.from) {
    case 'client':
      return decision.events.some(({ type }) => type === 'message_added' || type === 'queue_changed')
    case 'host':
      return decision.effects.some(({ type }) => type === 'start_turn')
    case 'agent':
      return false
    default:
      return unreachable(command)
  }
}
