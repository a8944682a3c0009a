/**
 * The nouns of a session, as zod schemas with inferred types: what is stored, sent and drawn.
 * The shapes are the session contract; fields may be added, none may be renamed.
 */
import { z } from 'zod'
import { Coded, Failure } from './errors.ts'
import { AgentId, MessageId, ProjectId, SessionId } from './ids.ts'
import { ToolEnding, toolFacts } from './tool.ts'

const Iso = z.iso.datetime({ offset: true })

/**
 * How much an agent may do without asking: the id of a mode it declares (`AgentOptions.permissionModes`). `default` asks
 * for everything that changes something. One of another version stays as it is; who does not know it allows nothing.
 */
export const PermissionMode = z.string().min(1).max(100)
export type PermissionMode = z.infer<typeof PermissionMode>

/** How a turn ended that nobody has looked at since. */
export const Unseen = z.enum(['done', 'failed'])
export type Unseen = z.infer<typeof Unseen>

/** A folder the user opened or in which sessions were found; unique by its real path. */
export const Project = z.object({
  id: ProjectId,
  /** Real path, absolute, symlinks resolved. */
  path: z.string(),
  name: z.string(),
  /** Whether the folder's own agent settings (hooks, MCP servers, CLAUDE.md) may be loaded. */
  trusted: z.boolean(),
  /**
   * Whether a person has said if they trust the folder, yes or no: `PATCH` with `trusted` says it. Until then it is not
   * trusted. Absent reads as answered.
   */
  trustAnswered: z.boolean().optional(),
  /** Nobody opened it here: sessions were found in it. Absent: somebody did. */
  found: z.boolean().optional(),
  /** Its folder is gone: what is in it is read, and nothing is sent. Absent: it is there. */
  missing: z.boolean().optional(),
  /** Of its sessions that are not archived, the one that most wants a look; absent: there is none. */
  unseen: Unseen.optional(),
  createdAt: Iso,
  lastOpenedAt: Iso
})
export type Project = z.infer<typeof Project>

/** Counted from the transcript when a turn ends, kept in SQLite, sent inside `message_complete`. */
export const SessionMetadata = z.object({
  /** Input, output, cache write and cache read tokens of every API message, each message counted once. */
  totalTokens: z.number().int().nonnegative(),
  /**
   * Prompts and answers, also those of branches that were rewound; tool results are part of the answer
   * that asked for them.
   */
  messageCount: z.number().int().nonnegative(),
  lastMessageAt: Iso.nullable(),
  /** The first words a person sent that are no command, one line, at most 200 characters. */
  firstMessagePreview: z.string().nullable()
})
export type SessionMetadata = z.infer<typeof SessionMetadata>

/** Of a session that has not begun. */
export const emptyMetadata: SessionMetadata = {
  totalTokens: 0,
  messageCount: 0,
  lastMessageAt: null,
  firstMessagePreview: null
}

/** Of a session that lies in two parts, none of which holds what the other does. */
export function joinedMetadata(older: SessionMetadata, newer: SessionMetadata): SessionMetadata {
  return {
    totalTokens: older.totalTokens + newer.totalTokens,
    messageCount: older.messageCount + newer.messageCount,
    lastMessageAt: latest(older.lastMessageAt, newer.lastMessageAt),
    firstMessagePreview: older.firstMessagePreview ?? newer.firstMessagePreview
  }
}

function latest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other
  return one > other ? one : other
}

/** `interrupting`: stop was asked for, and the agent has not ended yet. */
export const TurnState = z.enum(['idle', 'running', 'interrupting'])
export type TurnState = z.infer<typeof TurnState>

/** The agent waits before it asks the model again; `delayMs` counts from the event that brought it. */
export const TurnRetry = z.object({
  attempt: z.number().int().positive(),
  limit: z.number().int().positive(),
  delayMs: z.number().nonnegative(),
  error: Failure
})
export type TurnRetry = z.infer<typeof TurnRetry>

/** Another process has the session now: nobody started it here, and two must never write one transcript. */
export const HeldBy = z.object({
  /** `other`: another program that drives the agent. */
  kind: z.enum(['terminal', 'background', 'other']),
  pid: z.number().int().positive(),
  status: z.enum(['idle', 'busy', 'waiting']),
  /** What it waits for, in the agent's own words. */
  waitingFor: z.string().nullable()
})
export type HeldBy = z.infer<typeof HeldBy>

/** Where a session began; `other`: with another program that drives the agent. */
export const SessionOrigin = z.enum(['skein', 'terminal', 'background', 'other'])
export type SessionOrigin = z.infer<typeof SessionOrigin>

/** A session as lists and headers show it: its row and what is true of it now. */
export const SessionSummary = z.object({
  id: SessionId,
  projectId: ProjectId,
  agent: AgentId,
  title: z.string().nullable(),
  /** Who gave the title: the person (`own`, which wins) or the agent; null when there is none. */
  titleSource: z.enum(['own', 'agent']).nullable().default(null),
  permissionMode: PermissionMode,
  /** As the agent names it; null lets the agent choose. */
  model: z.string().nullable(),
  /** The id of an effort the agent declares; absent or null lets the agent choose. */
  effort: z.string().nullable().optional(),
  archived: z.boolean(),
  /** A person wants it at hand. Absent: nobody does. */
  pinned: z.boolean().optional(),
  createdAt: Iso,
  updatedAt: Iso,
  /** Where its agent works, an absolute path: the project's folder or a worktree of it. Older servers do not tell it. */
  cwd: z.string().optional(),
  /** Absent: `skein`. */
  origin: SessionOrigin.optional(),
  /** The branch its agent was on last, as its transcript says; null or absent: it does not say. */
  gitBranch: z.string().nullable().optional(),
  /** Null or absent: nobody else has it, as far as its agent tells. */
  heldBy: HeldBy.nullable().optional(),
  state: TurnState,
  retry: TurnRetry.nullable().default(null),
  /** There from the end of a turn until somebody looks (`POST …/seen`). Lists tell it; a session's own events do not. */
  unseen: Unseen.optional(),
  /**
   * What the agent itself calls the conversation the session goes on in, where that is not the session's id: its
   * context was cleared. Told by `GET …/sessions/:sessionId` alone.
   */
  conversation: SessionId.optional(),
  metadata: SessionMetadata
})
export type SessionSummary = z.infer<typeof SessionSummary>

/** Markdown of an answer; of a person's message the text as they wrote it. */
export const TextBlock = z.object({ type: z.literal('text'), text: z.string() })

/** What a model says it thought, as far as its maker lets it be seen. */
export const ThinkingBlock = z.object({
  type: z.literal('thinking'),
  thinking: z.string(),
  /** The model's maker keeps it secret: `thinking` is empty. */
  redacted: z.literal(true).optional()
})

/** A call of a tool. `id` is what its `tool_result` names; `input` is as the agent gave it, of any shape. */
export const ToolUseBlock = z.object({
  type: z.literal('tool_use'),
  id: z.string(),
  name: z.string(),
  input: z.unknown(),
  /** What the tool does, as its agent's table says; where the block is made, or else where it is read. */
  ...toolFacts
})

/** A picture: its bytes in base64, or the address where it lies. */
export const ImageBlock = z.object({
  type: z.literal('image'),
  source: z.union([
    z.object({ type: z.literal('base64'), media_type: z.string(), data: z.string() }),
    z.object({ type: z.literal('url'), url: z.string() })
  ])
})
/** A file that was sent along: text as it is, anything else in base64. */
export const DocumentBlock = z.object({
  type: z.literal('document'),
  title: z.string().nullable(),
  source: z.union([
    z.object({ type: z.literal('text'), media_type: z.literal('text/plain'), data: z.string() }),
    z.object({ type: z.literal('base64'), media_type: z.string(), data: z.string() })
  ]),
  /** Set when only the beginning of a text is here. */
  truncated: z.object({ bytes: z.number().int().positive() }).optional()
})
/** A block this version does not know: kept as it came, shown raw and folded, never dropped. */
export const UnknownBlock = z.object({ type: z.literal('unknown'), raw: z.unknown() })

/** What came of a call; stands in the answer that made it. */
export const ToolResultBlock = z.object({
  type: z.literal('tool_result'),
  tool_use_id: z.string(),
  content: z.union([z.string(), z.array(z.union([TextBlock, ImageBlock, UnknownBlock]))]),
  is_error: z.boolean(),
  /** Of an error: whose doing it was, where its agent can tell. Absent: it failed, or a person answered what was put to them. */
  ending: ToolEnding.optional(),
  /** Set when only the beginning is here; the whole block is one request away. */
  truncated: z.object({ bytes: z.number().int().positive() }).optional()
})

/** The Messages API's own block shapes. */
export const ContentBlock = z.discriminatedUnion('type', [
  TextBlock,
  ThinkingBlock,
  ToolUseBlock,
  ToolResultBlock,
  ImageBlock,
  DocumentBlock,
  UnknownBlock
])
export type TextBlock = z.infer<typeof TextBlock>
export type ThinkingBlock = z.infer<typeof ThinkingBlock>
export type ToolUseBlock = z.infer<typeof ToolUseBlock>
export type ToolResultBlock = z.infer<typeof ToolResultBlock>
export type ImageBlock = z.infer<typeof ImageBlock>
export type DocumentBlock = z.infer<typeof DocumentBlock>
export type UnknownBlock = z.infer<typeof UnknownBlock>
export type ContentBlock = z.infer<typeof ContentBlock>

/** What a `system` message is about, so that it is drawn as what it is. */
export const Notice = z.enum([
  'interrupted',
  'failed',
  'compacted',
  'resumed',
  /** What follows begins anew: the agent was asked to forget what came before. */
  'cleared',
  /** The words of a hook of the person's or the project's own. */
  'hook',
  'info'
])
export type Notice = z.infer<typeof Notice>

/** Who wrote a message that is neither the person's nor the agent's, where that is known. */
export const Sender = z.object({
  kind: z.enum(['teammate', 'session', 'agent', 'channel', 'schedule', 'system']),
  /** As it calls itself; foreign text. */
  name: z.string().nullable()
})
export type Sender = z.infer<typeof Sender>

/** What a notice of an agent's program says, for who says it in another language than `content` does. */
export const NoticeFacts = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('limit_near'),
    /** As the program names it (`five_hour`, `seven_day`, …). */
    limit: z.string().nullable(),
    /** From 0 to 1. */
    used: z.number().nullable(),
    resetsAt: Iso.nullable()
  }),
  /** A tool was refused by a rule or the mode, and nobody was asked. `reason`: the program's own words. */
  z.object({ code: z.literal('tool_denied'), tool: z.string(), reason: z.string().nullable() }),
  /** What an answer had said was taken back by the program. `said`: its own words about it. */
  z.object({
    code: z.literal('answer_withdrawn'),
    why: z.enum(['refused', 'unreadable']),
    said: z.string().nullable()
  })
])
export type NoticeFacts = z.infer<typeof NoticeFacts>

/** One entry of a transcript. The same id live, from the file and after a restart. */
export const SessionMessage = z.object({
  id: MessageId,
  role: z.enum(['user', 'assistant', 'system']),
  content: z.array(ContentBlock),
  createdAt: Iso,
  /** True while more may come; only the running turn holds such messages. */
  isStreaming: z.boolean(),
  /** Set on the messages of a subagent: the tool use that started it. */
  parentToolUseId: z.string().optional(),
  /** Of `system` messages; absent reads as `info`. */
  notice: Notice.optional(),
  /** Of `failed` notices: why, for who says it in another language than `content` does. */
  failure: Failure.optional(),
  /** Of `hook` notices: which hook says so, as its agent names it. */
  hook: z.string().optional(),
  /** Of `info` notices: what they say. */
  facts: NoticeFacts.optional(),
  /** Of notices in Skein's own words: what they say, for who says it in another language than `content` does. */
  told: Coded.optional(),
  /** Of `system` messages: another one's words, told as such. */
  sender: Sender.optional(),
  /** Of `assistant` messages: the model that answered. */
  model: z.string().optional()
})
export type SessionMessage = z.infer<typeof SessionMessage>

/** What can be sent along with a message. Names are file names, for people. */
export const Attachment = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('image'),
    mediaType: z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']),
    /** Base64. */
    data: z.base64(),
    name: z.string().max(255).optional()
  }),
  /** A text file, or text too long to stand in a message. */
  z.object({ type: z.literal('text'), name: z.string().max(255), text: z.string() }),
  z.object({ type: z.literal('pdf'), name: z.string().max(255), data: z.base64() })
])
export type Attachment = z.infer<typeof Attachment>

/** A message that waits for the running turn to end. */
export const QueuedMessage = z.object({
  id: MessageId,
  text: z.string(),
  attachments: z.array(Attachment).optional(),
  /** Sent with "interrupt and send": goes as soon as the running turn has stopped. */
  urgent: z.boolean().optional()
})
export type QueuedMessage = z.infer<typeof QueuedMessage>

/**
 * Allows one tool for one exact subject: a command, a file's real path, a host, or one whole call as JSON.
 * `pattern: null`, any use of the tool, is of an older version and allows nothing any more.
 */
export const PermissionRule = z.object({ toolName: z.string().min(1), pattern: z.string().nullable() })
export type PermissionRule = z.infer<typeof PermissionRule>

/** A tool that waits for a person. It is withdrawn when its turn ends. */
export const PermissionRequest = z.object({
  id: z.string().min(1),
  toolName: z.string(),
  input: z.unknown(),
  /** What the tool does, as its agent's table says. */
  ...toolFacts,
  /** One line for people: what would happen. */
  title: z.string(),
  /** The same where the words are ours, for who says it in another language; `subject` is what it would happen to. */
  act: Coded.optional(),
  /** Exactly what `remember` would save. Empty when this request cannot be remembered. */
  rules: z.array(PermissionRule),
  toolUseId: z.string().optional(),
  /** Why it is asked, where we know: what the folder brings is not trusted, or the agent itself warns. */
  cause: z.enum(['untrusted_folder', 'safety_check']).optional(),
  /** Why it is asked, in the agent's own words: foreign text. */
  reason: z.string().optional(),
  /** The path the agent stumbled at, as it says it. */
  blockedPath: z.string().optional(),
  /** True: no single key may allow it. */
  defaultToNo: z.boolean().optional()
})
export type PermissionRequest = z.infer<typeof PermissionRequest>

/**
 * `updatedInput` replaces what the tool is called with; `message` is told to the agent; `interrupt` stops the turn,
 * too.
 */
export const PermissionAnswer = z.discriminatedUnion('behavior', [
  z.object({
    behavior: z.literal('allow'),
    updatedInput: z.record(z.string(), z.unknown()).optional(),
    remember: z.enum(['session', 'project']).optional()
  }),
  z.object({ behavior: z.literal('deny'), message: z.string().optional(), interrupt: z.boolean().optional() })
])
export type PermissionAnswer = z.infer<typeof PermissionAnswer>

/** `cancelled`: nobody answered before the turn ended. */
export const PermissionOutcome = z.enum(['allowed', 'denied', 'cancelled'])
export type PermissionOutcome = z.infer<typeof PermissionOutcome>

/** `interrupted`: a person stopped it, or Skein stopped while it ran. */
export const TurnOutcome = z.enum(['done', 'interrupted', 'failed'])
export type TurnOutcome = z.infer<typeof TurnOutcome>

/** How the last turn ended; a failed turn is state, not a message. */
export const TurnEnd = z.object({
  /** As in `message_complete`. */
  turnId: MessageId.optional(),
  outcome: TurnOutcome,
  error: Failure.optional()
})
export type TurnEnd = z.infer<typeof TurnEnd>
