/** Going back, branching off, taking along: what can be done to a session as a whole. */
import { z } from 'zod'
import { AgentId, CommandId, MessageId, SessionId } from './ids.ts'
import { Attachment } from './session.ts'

/**
 * `POST …/rewind`: the session goes on from another place. `before`: as if that prompt had not been sent.
 * `through`: the branch that holds this message, up to its newest end; also how an old branch is chosen
 * again. Answers with the newest messages of the branch; every window gets them as `history_changed`.
 * Refuses with 409 `turn_running`, 404 `message_not_found`, 409 `cannot_rewind` (the agent has lost it).
 */
export const Rewind = z.object({
  messageId: MessageId,
  place: z.enum(['before', 'through']),
  /** One that is sent again with the same id takes nothing back; it is answered with the newest messages. */
  id: CommandId.optional()
})
export type Rewind = z.infer<typeof Rewind>

/**
 * `GET …/branches`: for each prompt that stands where others stood too, all of them, oldest first, the one
 * in the active branch included. Prompts without alternatives are left out.
 */
export const BranchPoint = z.object({ prompts: z.array(MessageId).min(2) })

/** The answer: prompts with alternatives, none when nothing was ever taken back. */
export const Branches = z.object({ points: z.array(BranchPoint) })
export type Branches = z.infer<typeof Branches>

/** `POST …/fork`: a new session with everything up to and including this message. 201 with its summary. */
export const Fork = z.object({ messageId: MessageId })
export type Fork = z.infer<typeof Fork>

/**
 * `POST …/take-over`: goes on here with a session that another process has. `fork`: in a copy of everything so far.
 * `end`: in the same one, when the process has ended that was asked to; 409 `still_held` when it has not, ten seconds
 * later. Answers with the session to go on in.
 */
export const TakeOver = z.object({ how: z.enum(['fork', 'end']) })
export type TakeOver = z.infer<typeof TakeOver>
/** Its answer: the same session, or the copy. */
export const TakenOver = z.object({ sessionId: SessionId })
export type TakenOver = z.infer<typeof TakenOver>

/** `json` holds the messages as the protocol has them; the other two are for readers. */
export const ExportFormat = z.enum(['markdown', 'html', 'json'])
export type ExportFormat = z.infer<typeof ExportFormat>
/**
 * `POST …/export`: the whole active branch as text. Without `path` it comes as the answer's body with a file
 * name; with one (absolute, the parent exists) it is written there and the answer is `{ path, bytes }`.
 * A full disk is 507 `disk_full`, anything else that keeps it from being written 400 `cannot_write`.
 */
export const ExportRequest = z.object({
  format: ExportFormat,
  /** Keys, tokens and passwords become `[secret]`. */
  maskSecrets: z.boolean(),
  /** The home folder becomes `~`. */
  maskHome: z.boolean(),
  path: z.string().min(1).max(4096).optional()
})
export type ExportRequest = z.infer<typeof ExportRequest>
/** What was masked, told for people; `provider_token` says whose. */
export const MaskedKind = z.enum([
  'password',
  'key',
  'token',
  'provider_token',
  'private_key',
  'authorization',
  'cookie',
  'address',
  'jwt',
  'hash'
])
export type MaskedKind = z.infer<typeof MaskedKind>

/** How often something of one kind was replaced in the document. */
export const MaskedCount = z.object({
  kind: MaskedKind,
  /** A name as the provider writes it, with `provider_token` only. */
  provider: z.string().optional(),
  count: z.number().int().positive()
})
export type MaskedCount = z.infer<typeof MaskedCount>

/** The file that was written; `bytes` is its size on disk. */
export const Exported = z.object({
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  /** The most frequent first; empty when nothing was, or was to be, masked. */
  masked: z.array(MaskedCount).optional()
})
export type Exported = z.infer<typeof Exported>

/**
 * `POST …/export/preview` with an `ExportRequest`: what would be exported and what masked; nothing is written, `path` means
 * nothing. Not the whole text: its beginning, and what stands around masked places behind that. HTML shows the words of its
 * Markdown.
 */
export const ExportPreview = z.object({
  masked: z.array(MaskedCount),
  /** In order. `skipped`: UTF-16 units of the document between this part and the one before. */
  parts: z.array(z.object({ text: z.string(), skipped: z.number().int().nonnegative() })),
  /** UTF-16 units behind the last part. */
  left: z.number().int().nonnegative()
})
export type ExportPreview = z.infer<typeof ExportPreview>

/** `GET`/`PUT …/sessions/:sessionId/draft`: what was written and not sent. Empty text and no attachments: none. */
export const Draft = z.object({
  text: z.string().max(8 * 1024 * 1024),
  attachments: z.array(Attachment).max(20)
})
export type Draft = z.infer<typeof Draft>

/** Nothing was written; kept as no row at all. */
export const emptyDraft: Draft = { text: '', attachments: [] }

/** A slash command the agent knows. `name` without the slash. */
export const AgentCommand = z.object({
  name: z.string(),
  description: z.string(),
  argumentHint: z.string().nullable()
})
export type AgentCommand = z.infer<typeof AgentCommand>

/** `id` is what the agent is told, `name` what a person reads. */
export const AgentModel = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  /** Which `description` it is where the words are ours, for who says it in another language. */
  describedAs: z.string().optional(),
  /** The ids of the agent's efforts it takes; absent: all of them, as far as is known. */
  efforts: z.array(z.string()).optional()
})
export type AgentModel = z.infer<typeof AgentModel>
/** `GET /api/projects/:projectId/agents/:agentId/offer`: what the agent, asked in that folder, really has. */
export const AgentOffer = z.object({
  agent: AgentId,
  commands: z.array(AgentCommand),
  models: z.array(AgentModel),
  /** The ids of its efforts that the model takes it would choose itself; absent: all of them, as far as is known. */
  efforts: z.array(z.string()).optional()
})
export type AgentOffer = z.infer<typeof AgentOffer>

/** `POST …/restore`: takes back a deletion within its ten seconds; 404 `session_not_found` after it. */
export const DELETE_UNDO_MS = 10_000
export const Deletion = z.object({
  sessionId: SessionId,
  /** Paths that will be gone, and those that stay because they belong to the agent. */
  removes: z.array(z.string()),
  keeps: z.array(z.string())
})
/** `GET …/deletion`: what deleting it would remove and what would stay. */
export type Deletion = z.infer<typeof Deletion>
