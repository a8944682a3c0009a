/**
 * What the server finds for what is typed, page by page. What is shown always belongs to the question that stands there:
 * answers to others are dropped. While the index is made, the question is asked again.
 */
import { useCallback, useEffect, useRef, useState } from 'react'
import { messageOf } from '../../shared/errors.ts'
import type { SearchHit, SearchResult, SearchWish } from '../../shared/search.ts'
import { searchEverything } from '../stores/serverActions.ts'

/** Milliseconds without a key before the server is asked. */
const PAUSE_MS = 80
/** Milliseconds after which a search is asked again of an index that is still being made. */
const AGAIN_MS = 2_000

export interface Search {
  readonly hits: readonly SearchHit[]
  readonly index: SearchResult['index'] | null
  /** Whether there are more hits than these. */
  readonly hasMore: boolean
  readonly more: () => void
  /** Nothing is known yet of what stands there now. */
  readonly isSearching: boolean
  /** Why the last question was not answered. */
  readonly failed: string | null
}

interface Answer {
  readonly key: string
  readonly hits: readonly SearchHit[]
  readonly before: string | null
  readonly index: SearchResult['index'] | null
  readonly failed: string | null
}

/** @param wish null asks nothing */
export function useSearch(wish: SearchWish | null): Search {
  const key = wish === null ? '' : JSON.stringify(wish)
  // Another object that asks the same asks nothing new.
  const wished = useRef(wish)
  useEffect(() => {
    wished.current = wish
  })
  const [answer, setAnswer] = useState<Answer | null>(null)
  const asking = useRef<AbortController | null>(null)

  const ask = useCallback(async (text: string, earlier: Answer | null): Promise<void> => {
    if (wished.current === null) return
    asking.current?.abort()
    const controller = (asking.current = new AbortController())
    const before = earlier?.before ?? undefined
    try {
      const page = await searchEverything({ ...wished.current, before }, controller.signal)
      if (controller.signal.aborted) return
      const hits = [...(earlier?.hits ?? []), ...page.hits]
      setAnswer({ key: text, hits: eachOnce(hits), before: page.before, index: page.index, failed: null })
    } catch (thrown) {
      if (controller.signal.aborted) return
      const { hits = [], index = null } = earlier ?? {}
      setAnswer({ key: text, hits, before: before ?? null, index, failed: messageOf(thrown) })
    }
  }, [])

  useEffect(() => {
    if (key === '') return undefined
    const timer = setTimeout(() => void ask(key, null), PAUSE_MS) // never rejects
    return () => {
      clearTimeout(timer)
      asking.current?.abort()
    }
  }, [key, ask])

  const current = answer?.key === key ? answer : null
  const index = current?.index ?? null
  const isUnfinished = index !== null && index.done < index.total
  useEffect(() => {
    if (!isUnfinished || current === null || current.hits.length > FIRST_PAGE) return undefined
    const timer = setTimeout(() => void ask(key, null), AGAIN_MS) // never rejects
    return () => clearTimeout(timer)
  }, [isUnfinished, current, key, ask])

  return {
    hits: current?.hits ?? NONE,
    index,
    hasMore: (current?.before ?? null) !== null,
    more: () => current !== null && void ask(key, current), // never rejects
    isSearching: key !== '' && current === null,
    failed: current?.failed ?? null
  }
}

const NONE: readonly SearchHit[] = []
const FIRST_PAGE = 30

/** What was indexed meanwhile may move a hit to another page. */
function eachOnce(hits: readonly SearchHit[]): readonly SearchHit[] {
  return [...new Map(hits.map((hit) => [hitKey(hit), hit])).values()]
}

/** What tells a hit from others of the same answer. */
export function hitKey({ sessionId, messageId, kind }: SearchHit): string {
  return `${sessionId} ${messageId} ${kind === 'title' ? 'title' : 'message'}`
}

/** Hits by their sessions, in the order of each session's best. */
export function bySession(hits: readonly SearchHit[]): readonly (readonly SearchHit[])[] {
  const groups = new Map<string, SearchHit[]>()
  for (const hit of hits) {
    const group = groups.get(hit.sessionId)
    if (group === undefined) groups.set(hit.sessionId, [hit])
    else group.push(hit)
  }
  return [...groups.values()]
}
