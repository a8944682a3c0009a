/**
 * Searches everything that was ever said. The worker of history finds; which sessions there are, in which project, and
 * what they are called is known here: hits of what has no row, or was deleted, are left out. Asked by
 * `server/routes/search.ts`.
 */
import { SessionId } from '../../../shared/ids.ts'
import type { ProjectId } from '../../../shared/ids.ts'
import type { SearchHit, SearchQuery, SearchResult } from '../../../shared/search.ts'
import type { HistoryLink } from '../../history/historyLink.ts'
import { searchQuestion } from '../../history/search/searchQuestion.ts'
import type { FoundHit, SearchAsk } from '../../history/search/searchQuestion.ts'
import { laterConversationsBySession } from '../past/conversations.ts'
import type { Store } from '../../store/store.ts'
import type { StoredSession } from '../../store/storedSession.ts'

export interface SearchedCatalog {
  readonly history: Pick<HistoryLink, 'ask'>
  readonly index: { readonly total: number }
  useStore<T>(work: (store: Store) => T): T
}

/** Answers that are looked through for hits somebody may see. */
const MOST_ASKED = 5

/** Rejects with 503 `no_history` where there is no worker, and with the signal's reason. */
export async function searchEverything(
  { catalog, dataDir }: { readonly catalog: SearchedCatalog; readonly dataDir: string },
  wish: SearchQuery,
  signal: AbortSignal
): Promise<SearchResult> {
  const { limit } = wish
  const later = laterConversationsBySession(dataDir)
  const hits: SearchHit[] = []
  let before = wish.before ?? null
  let done = 0
  const sessions = transcriptsOf(catalog, wish, later)
  const rows = new Map<SessionId, StoredSession | null>()
  for (let times = 0; times < MOST_ASKED && hits.length < limit; times += 1) {
    const ask: SearchAsk = { ...askOf(wish), limit: limit - hits.length, before, sessions }
    const answer = await catalog.history.ask(searchQuestion, ask, signal)
    signal.throwIfAborted()
    done = answer.done
    before = answer.before
    for (const hit of answer.hits) {
      const id = SessionId.parse(hit.sessionId)
      const row = rowOf(catalog, later.get(id) ?? id, rows)
      if (row !== null && isWanted(row, wish)) hits.push(hitOf(hit, row))
    }
    if (before === null) break
  }
  const total = Math.max(catalog.index.total, done)
  return { hits, before, index: { done, total } }
}

/**
 * Ids of the transcripts to look in; null: in all. An agent that clears its context goes on in another one.
 * @param later conversations that belong to a session of another id
 */
function transcriptsOf(
  catalog: SearchedCatalog,
  { sessionId, projectId }: SearchQuery,
  later: ReadonlyMap<SessionId, SessionId>
): string[] | null {
  if (sessionId === undefined && projectId === undefined) return null
  const sessions = new Set(
    sessionId === undefined
      ? catalog.useStore((store) => (projectId === undefined ? [] : store.sessions.idsOf(projectId)))
      : [sessionId]
  )
  return [...sessions, ...[...later].flatMap(([id, session]) => (sessions.has(session) ? [id] : []))]
}

function askOf({
  q,
  agent,
  role,
  tool,
  since,
  until,
  scope,
  sort
}: SearchQuery): Omit<SearchAsk, 'limit' | 'before' | 'sessions'> {
  return {
    q,
    agent: agent ?? null,
    role: role ?? null,
    tool: tool ?? null,
    since: since === undefined ? null : Math.floor(Date.parse(since) / 1000),
    until: until === undefined ? null : endOf(until),
    scope,
    sort
  }
}

/** A day ends with its last second. */
function endOf(moment: string): number {
  const begin = Math.floor(Date.parse(moment) / 1000)
  return moment.includes('T') ? begin : begin + 86_399
}

function rowOf(
  catalog: SearchedCatalog,
  id: SessionId,
  rows: Map<SessionId, StoredSession | null>
): StoredSession | null {
  const known = rows.get(id)
  if (known !== undefined) return known
  const row = catalog.useStore((store) => store.sessions.byId(id))
  rows.set(id, row)
  return row
}

function isWanted(row: StoredSession, wish: { readonly projectId?: ProjectId | undefined }): boolean {
  return wish.projectId === undefined || row.projectId === wish.projectId
}

function hitOf(hit: FoundHit, { id, projectId, title, metadata }: StoredSession): SearchHit {
  return { ...hit, sessionId: id, projectId, title: title ?? metadata.firstMessagePreview }
}
