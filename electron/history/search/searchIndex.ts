/**
 * Answers searches out of the index. What the database finds says where in which file it stands; the message, its time
 * and its words are read there, so that a hit says what the transcript says now. Asked in the worker of history; who may
 * see which session is known by whoever asks.
 */
import type { AgentId } from '../../../shared/ids.ts'
import type { SearchScope } from '../../../shared/search.ts'
import type { RecordFormat } from '../../transcript/record/recordFormat.ts'
import type { Part } from './documents.ts'
import { agentFacet, roleFacet, toolFacet } from './facets.ts'
import { HitReader } from './hitReader.ts'
import type { HitReaderOptions } from './hitReader.ts'
import { idAt, secondsOf } from './indexWriter.ts'
import type { IndexWriter } from './indexWriter.ts'
import { isDamage } from './searchDatabase.ts'
import type { SearchDatabase } from './searchDatabase.ts'
import type { FoundHit, SearchAnswer, SearchAsk } from './searchQuestion.ts'
import { matchOf, parseQuery } from './searchQuery.ts'
import { Marker } from './snippet.ts'

export interface SearchIndexOptions {
  readonly database: SearchDatabase
  readonly writer: IndexWriter
  /** Null for an agent that is not here any more. */
  readonly formatOf: (agent: AgentId) => RecordFormat | null
  readonly copyOf: HitReaderOptions['copyOf']
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Of what a search finds in each part, the newest so many are ranked: more of a common word nobody reads. */
const MOST_RANKED = 1_500
const LAST_ID = Number.MAX_SAFE_INTEGER
/** Days in which what was said loses half of its advantage over what is old. */
const HALF_LIFE = 45

interface Candidate {
  readonly id: number
  readonly part: Part
  readonly score: number
  readonly file: number
  readonly at: number
  readonly bytes: number
}

export class SearchIndex {
  readonly #options: SearchIndexOptions
  /** How many sessions are indexed, and as of which state of the database. */
  readonly #counted = new Map<SearchScope, { readonly as: string; readonly done: number }>()

  constructor(options: SearchIndexOptions) {
    this.#options = options
  }

  /** Rejects with SQLite's error; of a damaged index, having thrown it away. */
  async search(ask: SearchAsk): Promise<SearchAnswer> {
    const { database, writer } = this.#options
    try {
      writer.writeNow()
      return await this.#search(ask)
    } catch (error) {
      if (isDamage(error)) database.reset(error)
      throw error
    }
  }

  async #search(ask: SearchAsk): Promise<SearchAnswer> {
    const query = parseQuery(ask.q)
    const match = matchOf(query, facetsOf(ask))
    const done = this.#done(ask.scope)
    if (match === null || ask.sessions?.length === 0) return { hits: [], before: null, done }
    const from = cursorIn(ask.before)
    const now = from?.sort === 'best' ? from.now : Math.floor(this.#options.now() / 1000)
    const candidates = this.#candidates(ask, { match, from, now })
    const marker = new Marker(query)
    const reader = new HitReader({ ...this.#options, marker })
    const hits: FoundHit[] = []
    const seen = new Set<string>()
    let last: Candidate | null = null
    let isMore = false
    try {
      for (let at = 0; at < candidates.length && !isMore;) {
        const some = candidates.slice(at, at + ask.limit)
        at += some.length
        const read = await Promise.all(some.map((candidate) => reader.read(candidate)))
        for (const [index, hit] of read.entries()) {
          const key = hit === null ? null : `${hit.sessionId} ${hit.messageId} ${hit.kind === 'title'}`
          const isNew = hit !== null && key !== null && !seen.has(key)
          if (isNew && hits.length === ask.limit) {
            isMore = true
            break
          }
          last = some[index] ?? last
          if (!isNew) continue
          seen.add(key)
          hits.push(hit)
        }
      }
    } finally {
      await reader.close()
    }
    const goesOn = isMore || (ask.sort === 'new' && candidates.length >= MOST_RANKED)
    return { hits, before: goesOn && last !== null ? cursorOf(ask.sort, last, now) : null, done }
  }

  /** What matches, in the order in which it is shown, behind the cursor. */
  #candidates(
    ask: SearchAsk,
    { match, from, now }: { readonly match: string; readonly from: Cursor | null; readonly now: number }
  ): readonly Candidate[] {
    const parts: readonly Part[] = ask.scope === 'all' ? ['words', 'rest'] : ['words']
    const isBest = ask.sort === 'best'
    const newest = ask.until === null ? LAST_ID : idAt(ask.until + 1) - 1
    const range = {
      since: ask.since === null ? 0 : idAt(ask.since),
      until: from?.sort === 'new' ? Math.min(newest, from.id - 1) : newest
    }
    const found = parts.flatMap((part) => this.#found(part, { match, range, isBest, sessions: ask.sessions }))
    if (!isBest) return found.toSorted((a, b) => b.id - a.id).slice(0, MOST_RANKED)
    const ranked = found
      .map((candidate) => ({ ...candidate, score: rankOf(candidate, now) }))
      .toSorted((a, b) => b.score - a.score || b.id - a.id)
    return from?.sort === 'best'
      ? ranked.filter(({ score, id }) => score < from.score || (score === from.score && id < from.id))
      : ranked
  }

  #found(
    part: Part,
    {
      match,
      range,
      isBest,
      sessions
    }: {
      readonly match: string
      readonly range: { readonly since: number; readonly until: number }
      readonly isBest: boolean
      readonly sessions: readonly string[] | null
    }
  ): readonly Candidate[] {
    const rank = isBest ? `-bm25(${part})` : '0'
    const within =
      sessions === null
        ? ''
        : `AND entries.file IN (SELECT id FROM files WHERE session IN (SELECT value FROM json_each(?)))`
    const rows = this.#options.database.reader
      .prepare<(string | number)[], Omit<Candidate, 'part'>>(
        `SELECT entries.id, ${rank} AS score, entries.file, entries.at, entries.bytes
         FROM ${part} CROSS JOIN entries ON entries.id = ${part}.rowid
         WHERE ${part} MATCH ? AND ${part}.rowid BETWEEN ? AND ? ${within}
         ORDER BY ${part}.rowid DESC LIMIT ${MOST_RANKED}`
      )
      .all(match, range.since, range.until, ...(sessions === null ? [] : [JSON.stringify(sessions)]))
    return rows.map((row) => ({ ...row, part }))
  }

  /** Counted anew only when something was written meanwhile: every question asks for it. */
  #done(scope: SearchScope): number {
    const { reader, generation } = this.#options.database
    const as = `${generation} ${String(reader.pragma('data_version', { simple: true }))}`
    const known = this.#counted.get(scope)
    if (known?.as === as) return known.done
    const seen = scope === 'all' ? 'rest_seen' : 'words_to > 0 OR words_seen'
    const row = reader
      .prepare<[], { done: number }>(
        `SELECT count(*) AS done FROM files WHERE kind = 'session' AND (${seen} IS NOT NULL)`
      )
      .get()
    const done = row?.done ?? 0
    this.#counted.set(scope, { as, done })
    return done
  }
}

/** Words that are rare count more, and so does what is new; a title more than what was said. */
function rankOf({ id, score, at, part }: Candidate, now: number): number {
  const days = Math.max(0, now - secondsOf(id)) / 86_400
  const isTitle = at === -1
  return score * (0.5 + 0.5 * 2 ** (-days / HALF_LIFE)) * (isTitle ? 1.5 : 1) * (part === 'words' ? 1.2 : 1)
}

function facetsOf({ agent, role, tool }: SearchAsk): readonly string[] {
  return [
    ...(agent === null ? [] : [agentFacet(agent)]),
    ...(role === null ? [] : [roleFacet(role)]),
    ...(tool === null ? [] : [toolFacet(tool)])
  ]
}

type Cursor =
  | { readonly sort: 'new'; readonly id: number }
  | { readonly sort: 'best'; readonly id: number; readonly score: number; readonly now: number }

function cursorOf(sort: 'best' | 'new', { id, score }: Candidate, now: number): string {
  return sort === 'new' ? `new:${id}` : `best:${now}:${id}:${score}`
}

function cursorIn(text: string | null): Cursor | null {
  const [, id] = /^new:(\d{1,16})$/.exec(text ?? '') ?? []
  if (id !== undefined) return { sort: 'new', id: Number(id) }
  const [, now, bestId, score] = /^best:(\d{1,12}):(\d{1,16}):([\d.e-]{1,30})$/.exec(text ?? '') ?? []
  return now === undefined
    ? null
    : { sort: 'best', now: Number(now), id: Number(bestId), score: Number(score) }
}
