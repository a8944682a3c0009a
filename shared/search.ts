/** Search over everything that was ever said: `GET /api/search?q=…`, of the page and of the server alike. */
import { z } from 'zod'
import { AgentId, MessageId, ProjectId, SessionId } from './ids.ts'

/** `words`: what people and agents said, and titles. `all`: thinking, what tools were given and answered, and subagents, too. */
export const SearchScope = z.enum(['words', 'all'])
export type SearchScope = z.infer<typeof SearchScope>
/** Who said it; `tool`: what a tool was given or answered. */
export const SearchRole = z.enum(['user', 'assistant', 'system', 'tool'])
export type SearchRole = z.infer<typeof SearchRole>

/** A day, or a moment; ISO. */
const Moment = z.iso.date().or(z.iso.datetime({ offset: true }))

/**
 * `q`: words are ANDed; `"a phrase"`, `prefix*`, `-without`; anything else is literal, and nothing is a syntax error.
 * `since` and `until` are inclusive; a day until means its end, UTC. `before`: of the page before this one.
 */
export const SearchQuery = z.object({
  q: z.string().max(100_000),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  before: z.string().max(200).optional(),
  projectId: ProjectId.optional(),
  sessionId: SessionId.optional(),
  agent: AgentId.optional(),
  role: SearchRole.optional(),
  tool: z.string().min(1).max(100).optional(),
  since: Moment.optional(),
  until: Moment.optional(),
  scope: SearchScope.default('words'),
  sort: z.enum(['best', 'new']).default('best')
})
export type SearchQuery = z.infer<typeof SearchQuery>

/** A question as whoever asks writes it; what is undefined is not asked for. */
export type SearchWish = {
  readonly [Key in keyof z.input<typeof SearchQuery>]: string | number | undefined
} & { readonly q: string }

/** Where in a message a hit stands. */
export const SearchKind = z.enum([
  'words',
  'title',
  'thinking',
  'tool_input',
  'tool_output',
  'notice',
  'document'
])
export type SearchKind = z.infer<typeof SearchKind>

/** One message, or a title, with what was looked for in it. */
export const SearchHit = z.object({
  sessionId: SessionId,
  projectId: ProjectId,
  messageId: MessageId,
  role: z.enum(['user', 'assistant', 'system']),
  kind: SearchKind,
  createdAt: z.string(),
  /** Of its session; null where that has none. */
  title: z.string().nullable(),
  /** The words around it, on one line, in pieces: what was looked for, and what stands between. */
  snippet: z.array(z.object({ text: z.string(), isHit: z.boolean() }))
})
export type SearchHit = z.infer<typeof SearchHit>

/** `index`: sessions whose texts of this scope are indexed, of all there are. */
export const SearchResult = z.object({
  hits: z.array(SearchHit),
  before: z.string().nullable(),
  index: z.object({ done: z.number().int().nonnegative(), total: z.number().int().nonnegative() })
})
export type SearchResult = z.infer<typeof SearchResult>
