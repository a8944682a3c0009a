/**
 * The port every agent is driven through. `session/` is its only caller; an adapter knows nothing
 * of sessions, sockets or storage, and says what it does as `AgentOutput`, in the order it happens.
 */
import type { AgentCapabilities, AgentOptions } from '../../shared/agentOptions.ts'
import type { BlockGrown, BlockPut } from '../../shared/events.ts'
import type { Failure } from '../../shared/errors.ts'
import type { AgentId, MessageId, SessionId } from '../../shared/ids.ts'
import type { AgentReadiness, CommandTemplate } from '../../shared/protocol.ts'
import type {
  Attachment,
  PermissionMode,
  PermissionRequest,
  SessionMessage,
  TurnOutcome,
  TurnRetry
} from '../../shared/session.ts'
import type { AgentOffer } from '../../shared/steering.ts'
import type { LanguageCode } from '../../shared/words/languages.ts'
import type { Log } from '../log.ts'
import type { RunningSource } from './running.ts'
import type { AgentTools } from './toolMarks.ts'
import type { AnnouncedUse, RequestAnswer, RequestedUse, UseVerdict } from './toolUse.ts'
import type { AgentTranscripts } from './transcriptSource.ts'

/** What a person chose about one agent. */
export interface AgentSettings {
  /** Full path of its program; null: the one that is found. */
  readonly program: string | null
  /** The one its windows are in, for an agent whose words are ours; absent: English. */
  readonly language?: LanguageCode
}

/** Where an agent's login comes from. */
const loginSources = ['kept_key', 'environment', 'cloud', 'key_helper', 'account'] as const
type LoginSource = (typeof loginSources)[number]

/** What can be told of a login without asking anybody on the network. `hidden`: it may be where we do not look. */
export type AgentLogin =
  | { readonly kind: 'found'; readonly source: LoginSource }
  | { readonly kind: 'none' }
  | { readonly kind: 'hidden' }

/**
 * Keys a person gave for one agent alone, as variables of its environment. Rejects when one is kept but cannot be
 * read. What they hold is given to that agent's processes and to nobody else.
 */
export type AgentSecrets = (agentId: AgentId) => Promise<Readonly<Record<string, string>>>

/** One program that answers, as the app knows it before any session is open. */
export interface Agent {
  readonly id: AgentId
  /** As people know it: "Claude Code". */
  readonly name: string
  readonly description: string
  /** What a person may choose for each session. What is not in it is refused when it is chosen, and else kept. */
  readonly options: AgentOptions
  /** What can be done with it and its sessions. */
  readonly capabilities: AgentCapabilities
  /** A command that installs it. Absent: there is none to give. */
  readonly installCommand?: string
  /** The variable of its environment a key of a person is given in. Absent: it takes none. */
  readonly keyVariable?: string
  /** The transcripts its program writes itself; null: it writes none, and Skein keeps them in its data folder. */
  readonly transcripts: AgentTranscripts | null
  /**
   * Skein reads its sessions and cannot drive it: nobody is offered it, no session begins with it and nothing is sent to
   * it. Absent: it can be driven.
   */
  readonly onlyRead?: true
  /** Which of its sessions other processes have. Absent: it cannot tell. */
  readonly running?: RunningSource
  /** What its tools are, for blocks in its transcripts that do not say it. Absent: they all say it themselves. */
  readonly tools?: AgentTools
  /** Whether it loads or runs what a trusted folder brings. Absent: the folder's trust makes no difference to it. */
  readonly loadsFolder?: boolean
  /** Where to read what the person chose, whenever it matters. Called once, before anything else. */
  configure(settings: () => AgentSettings): void
  /** Ends what the agents of a server that died left running. Called once, before anything is opened. Never rejects. */
  recover(): Promise<void>
  /** Whether it can run here now. Never rejects. Cheap enough to be asked on every page load. */
  check(): Promise<AgentReadiness>
  /** What continues one of its sessions in a terminal, with the program that is chosen now. Absent: nothing does. */
  continueWith?(): CommandTemplate
  /** Whether it is logged in, as far as this machine tells. Absent: it needs no account. */
  login?(): Promise<AgentLogin>
  /** What it really has in this folder; asked of the program itself where it can be, and kept for a while. Never rejects. */
  offer(place: { readonly cwd: string; readonly trusted: boolean }): Promise<Omit<AgentOffer, 'agent'>>
  /**
   * Copies a conversation's transcript up to and including one message into a new session. Only of agents that keep
   * their transcripts themselves. Rejects with a `Refusal`: 409 `cannot_fork` with the reason.
   */
  fork?(task: ForkTask): Promise<SessionId>
  /**
   * Takes back a copy that `fork` has made and that is in no list: its transcript goes, when nobody has written to it
   * since and it was made by this process. Never rejects: what cannot be removed stays.
   */
  unfork?(sessionId: SessionId): Promise<void>
  /** Binds the agent to one session. Starts nothing: the process starts with the first prompt. */
  open(task: AgentTask): AgentRun
  /** Ends what the agent holds for all sessions (ledger, prewarmed processes). */
  close(): Promise<void>
}

/** What an agent is told about the session it works for. */
export interface AgentTask {
  readonly sessionId: SessionId
  /** The project's folder: real path, checked to exist when the session was opened. */
  readonly cwd: string
  /** False: the folder's own settings, hooks and servers must not be loaded, and every command asks. */
  readonly trusted: boolean
  /** Whether a transcript of this session exists already. Asked when the agent starts. */
  readonly hasPast: () => Promise<boolean>
  /**
   * The id under which the agent goes on with the session, when it is not the session's own any more
   * (`conversation_changed`). Asked when the agent starts. Absent: it is the session's own.
   */
  readonly conversation?: () => SessionId
  readonly permissionMode: PermissionMode
  readonly model: string | null
  /** The id of an effort; absent or null: as it sees fit. */
  readonly effort?: string | null
  readonly emit: (output: AgentOutput) => void
  readonly log: Log
}

/** What `Agent.fork` makes a new conversation of: everything of an older one up to and including one message. */
export interface ForkTask {
  /** The conversation of the session that holds the message: as a rule the session's own id. */
  readonly sessionId: SessionId
  readonly cwd: string
  readonly throughMessageId: MessageId
  readonly title: string | null
}

/** What a run is asked: a person's message, or one that waited in the queue. One at a time; the run says its end. */
export interface AgentPrompt {
  /** The id the client minted; the agent's own record of this prompt carries it where it can. */
  readonly id: MessageId
  readonly text: string
  readonly attachments: readonly Attachment[]
  /**
   * Set on the first prompt after a rewind: the record (its uuid in the transcript) after which the agent
   * goes on, forgetting what came later; `null`: it goes on from nothing. Absent: from where it is.
   */
  readonly resumeAt?: string | null
}

/**
 * One agent at work for one session. Exactly one turn runs at a time: `prompt` is called only
 * after `turn_ended`. All methods may be called at any time and never throw; what goes wrong is
 * told as output (`turn_ended` with a failure, `problem`).
 */
export interface AgentRun {
  /** Begins a turn. Its end is told by `turn_ended`, exactly once. */
  prompt(prompt: AgentPrompt): void
  /** Asks the running turn to stop. `turn_ended` follows, within seconds whatever the agent does. */
  interrupt(): void
  answer(requestId: string, answer: RequestAnswer): void
  /** What was decided about `tool_announced`. Only of agents that announce. */
  judge?(useId: string, verdict: UseVerdict): void
  setPermissionMode(mode: PermissionMode): void
  setModel(model: string | null): void
  /** Absent: it has no efforts. */
  setEffort?(effort: string | null): void
  /** Ends the agent's processes, all of them. Emits nothing after it resolved. */
  close(): Promise<void>
}

/** The agent goes on under another id, in another transcript. */
export interface ConversationChange {
  readonly id: SessionId
  /** ISO time. */
  readonly at: string
  /** What a person sent to have it so, null when nobody did. */
  readonly messageId: MessageId | null
  /** True: it has forgotten what came before. False: it only took another id. */
  readonly isReset: boolean
}

/** What a run tells, in the order it happens; the host makes events of it and numbers them. */
export type AgentOutput =
  /**
   * A whole message, or the beginning of one that streams (`isStreaming: true`). A tool result in a message
   * that streams is the tool's output so far, put again as it grows; the tool still runs.
   */
  /** `before`: a message that was told first, or the running turn's prompt, though it comes later in the transcript. */
  | {
      readonly type: 'message_added'
      readonly message: SessionMessage
      readonly before?: MessageId | undefined
    }
  | BlockPut
  | BlockGrown
  /**
   * A tool is about to be used and waits for `AgentRun.judge`, which may be called before this returns. Sent by agents
   * that would use some without asking.
   */
  | { readonly type: 'tool_announced'; readonly use: AnnouncedUse }
  /** `AgentRun.answer` may be called before this returns. Without `use` its agent tells nothing of it: a person decides. */
  | {
      readonly type: 'permission_requested'
      readonly request: PermissionRequest
      readonly use?: RequestedUse
    }
  /** The agent no longer waits for this answer. */
  | { readonly type: 'permission_withdrawn'; readonly requestId: string }
  /** The agent began to work without a prompt (a background task ended). Never sent for prompts. */
  | { readonly type: 'turn_started' }
  | { readonly type: 'turn_ended'; readonly outcome: TurnOutcome; readonly error?: Failure }
  /** The model refused for now and the agent tries again; null when it is through. */
  | { readonly type: 'retrying'; readonly retry: TurnRetry | null }
  /** The agent's own side changed these (a plan was approved, `/model` was typed). */
  | { readonly type: 'permission_mode_changed'; readonly permissionMode: PermissionMode }
  | { readonly type: 'model_changed'; readonly model: string | null }
  | { readonly type: 'title_changed'; readonly title: string }
  | { readonly type: 'conversation_changed'; readonly change: ConversationChange }
  /** Something beside the turn went wrong; the session goes on. */
  | { readonly type: 'problem'; readonly error: Failure }
