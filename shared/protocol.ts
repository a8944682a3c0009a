/**
 * The session contract: every body and frame that crosses a door, parsed once where it enters.
 * Shapes here are what outside clients rely on.
 */
import { z } from 'zod'
import { AgentCapabilities, AgentOptions } from './agentOptions.ts'
import { SessionEvent } from './events.ts'
import { Coded, Failure } from './errors.ts'
import { AgentId, CommandId, KnownAgentId, MessageId, ProjectId, SessionId } from './ids.ts'
import { Page } from './page.ts'
import {
  Attachment,
  PermissionAnswer,
  PermissionMode,
  PermissionRequest,
  PermissionRule,
  Project,
  QueuedMessage,
  SessionOrigin,
  SessionSummary,
  TurnEnd,
  TurnOutcome
} from './session.ts'
import { Settings } from './settings.ts'
import { AgentModel } from './steering.ts'

/** Close codes of our sockets. 4401, 4403 and 4404 cannot heal: a client does not try again. */
export const CloseCode = {
  goingAway: 1001,
  tooBig: 1009,
  slowReader: 4008,
  badFrame: 4400,
  unauthorized: 4401,
  forbidden: 4403,
  notFound: 4404,
  authenticationTimeout: 4408
} as const

/** Milliseconds a socket has to authenticate after it opened. */
export const AUTHENTICATION_TIMEOUT_MS = 2_000
/** Bytes a socket may send before it has authenticated, and how many such sockets there may be at a time. */
export const MAX_UNKNOWN_BYTES = 4 * 1024

/** How many sockets may be unauthenticated at a time; one more ends the oldest of them. */
export const MAX_HALF_OPEN_SOCKETS = 32
/** Bytes a client frame may have. */
export const MAX_CLIENT_FRAME_BYTES = 32 * 1024 * 1024
/** Bytes that may wait for one slow reader before it gets nothing more. */
export const SLOW_READER_BYTES = 256 * 1024

/** Milliseconds a reader may be slow before its socket is closed with 4008; it comes back with its cursor. */
export const SLOW_READER_TIMEOUT_MS = 30_000

/** Milliseconds between two pings, of the server and of the page alike. */
export const HEARTBEAT_MS = 15_000

/** A place in the stream of a live session's events. */
export const Cursor = z.object({ epoch: z.string().min(1), seq: z.number().int().nonnegative() })
export type Cursor = z.infer<typeof Cursor>

/** The id of an effort an agent declares. */
const Effort = z.string().min(1).max(100)

/** Empty for a session's first message; later ones say `resume: true` and name the session. */
export const SendConfig = z.object({
  resume: z.boolean().optional(),
  sessionId: SessionId.optional(),
  permissionMode: PermissionMode.optional(),
  model: z.string().min(1).nullable().optional(),
  effort: Effort.nullable().optional()
})
export type SendConfig = z.infer<typeof SendConfig>

/** What a message goes with, beside what is chosen for it. */
export function sendConfigFor(sessionId: string, isFirstMessage: boolean): z.input<typeof SendConfig> {
  return isFirstMessage ? {} : { resume: true, sessionId }
}

/**
 * The first frame of a socket on a session. With `since` it gets what it missed; without, or when that is gone, a
 * snapshot.
 */
export const Authenticate = z.object({
  type: z.literal('authenticate'),
  token: z.string(),
  sessionId: SessionId,
  since: Cursor.optional()
})
export type Authenticate = z.infer<typeof Authenticate>

/** What a person can tell a session. Each is acknowledged by its `id`. */
export const ClientCommand = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('send_message'),
    id: CommandId,
    text: z.string().max(8 * 1024 * 1024),
    attachments: z.array(Attachment).max(20).optional(),
    config: SendConfig.default({}),
    /** While a turn runs: stop it and send this next, before what is queued. */
    interrupt: z.boolean().optional()
  }),
  z.object({ type: z.literal('unqueue_message'), id: CommandId, messageId: MessageId }),
  z.object({
    type: z.literal('edit_queued'),
    id: CommandId,
    messageId: MessageId,
    text: z.string().max(8 * 1024 * 1024)
  }),
  /** Puts a queued message before another one, or last. */
  z.object({
    type: z.literal('move_queued'),
    id: CommandId,
    messageId: MessageId,
    before: MessageId.nullable()
  }),
  /** Sends what waits in the queue after a failed or stopped turn. */
  z.object({ type: z.literal('resume_queue'), id: CommandId }),
  z.object({ type: z.literal('interrupt'), id: CommandId }),
  z.object({ type: z.literal('set_permission_mode'), id: CommandId, permissionMode: PermissionMode }),
  z.object({ type: z.literal('set_model'), id: CommandId, model: z.string().min(1).nullable() }),
  z.object({ type: z.literal('set_effort'), id: CommandId, effort: Effort.nullable() }),
  z.object({
    type: z.literal('answer_permission'),
    id: CommandId,
    requestId: z.string().min(1),
    answer: PermissionAnswer
  })
])
export type ClientCommand = z.infer<typeof ClientCommand>

/** The one command with attachments; the id becomes the message's, and the turn's it begins. */
export type SendMessage = Extract<ClientCommand, { type: 'send_message' }>

/** Answered with `pong`, so that a page knows a dead line before the system does. */
export const Ping = z.object({ type: z.literal('ping') })

/** All a page may send once it has authenticated. */
export const ClientFrame = z.discriminatedUnion('type', [...ClientCommand.options, Ping])
export type ClientFrame = z.infer<typeof ClientFrame>

/** The answer to `authenticate`; `epoch` and `seq` say where the stream stands. */
export const Connected = z.object({
  type: z.literal('connected'),
  sessionId: SessionId,
  timestamp: z.iso.datetime({ offset: true }),
  epoch: z.string(),
  seq: z.number().int().nonnegative()
})

/** An event with its number; numbers of one epoch have no gap. */
export const EventFrame = z.object({
  type: z.literal('event'),
  epoch: z.string(),
  seq: z.number().int().positive(),
  event: SessionEvent
})
export type EventFrame = z.infer<typeof EventFrame>

/** The whole of a session as of `{ epoch, seq }`: its newest messages and everything open. */
export const Snapshot = z.object({
  type: z.literal('snapshot'),
  epoch: z.string(),
  seq: z.number().int().nonnegative(),
  session: SessionSummary,
  messages: Page.shape.messages,
  queue: z.array(QueuedMessage),
  permissions: z.array(PermissionRequest),
  before: Page.shape.before,
  lastTurn: TurnEnd.nullable(),
  problem: Failure.nullable()
})
export type Snapshot = z.infer<typeof Snapshot>

/** `ok`: the command is recorded, not done. Sent again for an id that was seen before. */
export const Ack = z.union([
  z.object({ type: z.literal('ack'), id: z.string(), ok: z.literal(true) }),
  z.object({ type: z.literal('ack'), id: z.string(), ok: z.literal(false), error: Failure })
])
export type Ack = z.infer<typeof Ack>

/** Answers a frame that could not be understood and so has no id to be acknowledged by. */
export const FrameError = z.object({ type: z.literal('error'), error: Failure })

/** All a socket on a session may receive. */
export const ServerFrame = z.union([
  EventFrame,
  Ack,
  Snapshot,
  Connected,
  FrameError,
  z.object({ type: z.literal('pong') })
])
export type ServerFrame = z.infer<typeof ServerFrame>

/** What the first frame of every socket holds; all that `/ws/notices` wants of it. */
export const FirstFrame = z.object({ type: z.literal('authenticate'), token: z.string() })

/** How many of the transcripts on this machine have been taken in. */
export const IndexProgress = z.object({
  done: z.number().int().nonnegative(),
  total: z.number().int().nonnegative()
})
export type IndexProgress = z.infer<typeof IndexProgress>

/** `/ws/notices`: what the sidebar needs to know; not replayed, reload the lists after a reconnect. */
export const NoticeFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('connected'), timestamp: z.iso.datetime({ offset: true }) }),
  z.object({ type: z.literal('projects_changed') }),
  z.object({
    type: z.literal('session_changed'),
    session: SessionSummary,
    /** Requests that wait for a person, here or in the program that has the session. */
    openPermissions: z.number().int().nonnegative(),
    /** How the last turn ended; absent when none has since the session was opened. */
    outcome: TurnOutcome.optional()
  }),
  z.object({ type: z.literal('session_removed'), projectId: ProjectId, sessionId: SessionId }),
  /** Many sessions of a project may have changed (transcripts were found): load the list again. */
  z.object({ type: z.literal('sessions_changed'), projectId: ProjectId }),
  /** So many of all transcripts on this machine are taken in: listed, counted, found by search. */
  z.object({ type: z.literal('index_changed'), ...IndexProgress.shape }),
  z.object({ type: z.literal('problems_changed') }),
  /** With all of them, so that every window follows a choice made in one. */
  z.object({ type: z.literal('settings_changed'), settings: Settings }),
  z.object({ type: z.literal('pong') })
])
export type NoticeFrame = z.infer<typeof NoticeFrame>

// ---- HTTP -------------------------------------------------------------------------------------

/**
 * `POST /api/projects`: 400 `not_a_folder` for a path that is none; the same real path twice gives the project there
 * is.
 */
export const CreateProject = z.object({ path: z.string().min(1).max(4096) })

/** `PATCH /api/projects/:projectId`; what is absent stays. */
export const ChangeProject = z
  .object({ name: z.string().trim().min(1).max(200), trusted: z.boolean() })
  .partial()

/** `GET /api/projects`. */
export const ProjectList = z.object({ projects: z.array(Project) })

/**
 * `POST /api/projects/:projectId/sessions`: 201; 200 when it is there already, 409 when another project has the id.
 */
export const CreateSession = z.object({
  sessionId: SessionId,
  agent: KnownAgentId.optional(),
  permissionMode: PermissionMode.optional(),
  model: z.string().min(1).nullable().optional(),
  /** Absent: the person's default for this agent; null: the agent's own. */
  effort: Effort.nullable().optional()
})
export type CreateSession = z.infer<typeof CreateSession>

/** `PATCH …/sessions/:sessionId`; what is absent stays, null gives a choice back to the agent. */
export const ChangeSession = z
  .object({
    title: z.string().trim().max(200).nullable(),
    archived: z.boolean(),
    pinned: z.boolean(),
    permissionMode: PermissionMode,
    model: z.string().min(1).nullable(),
    effort: Effort.nullable()
  })
  .partial()
export type ChangeSession = z.infer<typeof ChangeSession>

/** `GET …/sessions`: newest first; `before` asks for the older ones, null at the end. */
export const SessionList = z.object({ sessions: z.array(SessionSummary), before: z.string().nullable() })
export type SessionList = z.infer<typeof SessionList>

/** `limit` and `before` of every list that is read in pages; they come as text in the address. */
export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.string().min(1).max(500).optional()
})
/**
 * `GET /api/sessions?limit&before&…`: of all projects, newest first, an `AllSessions`. With a `query` those with its words
 * in title or first prompt, archived ones too; the filters are not asked then.
 */
export const SearchSessions = PageQuery.extend({
  query: z.string().max(500).default(''),
  projectId: ProjectId.optional(),
  agent: AgentId.optional(),
  origin: SessionOrigin.optional(),
  /** `true`: those another program has now. */
  held: z.enum(['true', 'false']).optional(),
  archived: z.enum(['true', 'false']).optional(),
  pinned: z.enum(['true', 'false']).optional()
})

/** Sessions of all projects, and how far those on this machine are known. */
export const AllSessions = SessionList.extend({ index: IndexProgress.optional() })
export type AllSessions = z.infer<typeof AllSessions>
/** `live` is how far the session's events are in it; null while it is not live. */
export const MessagePage = Page.extend({ live: Cursor.nullable() })
export type MessagePage = z.infer<typeof MessagePage>

/** Whether an agent can run on this machine now, and if not, why and what to do about it. */
export const AgentReadiness = z.discriminatedUnion('ready', [
  z.object({ ready: z.literal(true), version: z.string().nullable(), path: z.string().nullable() }),
  z.object({
    ready: z.literal(false),
    reason: z.string(),
    remedy: z.string(),
    /** Both, for who says them in another language. */
    why: Coded.optional()
  })
])
export type AgentReadiness = z.infer<typeof AgentReadiness>

/** A program and its arguments, for a shell to be quoted; `{session}` in an argument stands for the session's id there. */
export const CommandTemplate = z.object({ program: z.string(), arguments: z.array(z.string()) })
export type CommandTemplate = z.infer<typeof CommandTemplate>

/** What the page knows of an agent without a project: whether it can run here and what may be chosen. */
export const AgentInfo = z.object({
  id: AgentId,
  name: z.string(),
  description: z.string(),
  readiness: AgentReadiness,
  /** The ids of `options.permissionModes`. */
  permissionModes: z.array(PermissionMode),
  /** As in `options`. */
  models: z.array(AgentModel),
  /** What a person may choose for each session. */
  options: AgentOptions.optional(),
  capabilities: AgentCapabilities.optional(),
  /** What continues a session in a terminal, started in its folder. Absent: nothing does. */
  continueWith: CommandTemplate.optional(),
  /** The variable of its environment a key of a person is given in. Absent: it takes none. */
  keyVariable: z.string().optional(),
  /** Whether it loads or runs what a trusted folder brings: whoever sends to it is asked about the folder first. */
  loadsFolder: z.boolean().optional(),
  /** Its sessions are shown, and nothing is sent to it: no session begins with it. Absent: it can be talked to. */
  onlyRead: z.boolean().optional()
})
export type AgentInfo = z.infer<typeof AgentInfo>

/** `GET /api/agents`: also those that cannot run here, with why. */
export const AgentList = z.object({ agents: z.array(AgentInfo) })

/** `GET /api/projects/:projectId/rules`; `DELETE` with a rule as its body takes that one back. */
export const RuleList = z.object({ rules: z.array(PermissionRule) })

/** Things a person should know about the app itself: a database set aside, a taken port. */
export const Status = z.object({ version: z.string(), problems: z.array(Failure) })
export type Status = z.infer<typeof Status>
