/** What the server asks of the search index, as plain data. Answered by `SearchIndex`, in the worker of history. */
import { z } from 'zod'
import { AgentId, MessageId } from '../../../shared/ids.ts'
import { SearchKind, SearchRole, SearchScope } from '../../../shared/search.ts'
import type { Question } from '../work/question.ts'

export const SearchAsk = z.object({
  q: z.string(),
  limit: z.number().int(),
  /** As an answer gave it; one that is none begins anew. */
  before: z.string().nullable(),
  /** Only in these; null: in all. */
  sessions: z.array(z.string()).nullable(),
  agent: AgentId.nullable(),
  role: SearchRole.nullable(),
  tool: z.string().nullable(),
  /** Seconds since 1970, both inclusive. */
  since: z.number().nullable(),
  until: z.number().nullable(),
  scope: SearchScope,
  sort: z.enum(['best', 'new'])
})
export type SearchAsk = z.infer<typeof SearchAsk>

/** A hit, but for what only rows of sessions tell. */
export const FoundHit = z.object({
  /** Of the transcript it stands in. */
  sessionId: z.string(),
  messageId: MessageId,
  role: z.enum(['user', 'assistant', 'system']),
  kind: SearchKind,
  createdAt: z.string(),
  snippet: z.array(z.object({ text: z.string(), isHit: z.boolean() }))
})
export type FoundHit = z.infer<typeof FoundHit>

export const SearchAnswer = z.object({
  hits: z.array(FoundHit),
  before: z.string().nullable(),
  /** Sessions of which all of this scope is indexed. */
  done: z.number().int().nonnegative()
})
export type SearchAnswer = z.infer<typeof SearchAnswer>

export const searchQuestion: Question<SearchAsk, SearchAnswer> = {
  name: 'search',
  ask: SearchAsk,
  answer: SearchAnswer
}
