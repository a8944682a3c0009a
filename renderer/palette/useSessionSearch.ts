/**
 * The sessions of all projects that fit what is typed in the palette, asked of the server. What is shown always fits the
 * words that stand there now: an answer to other words is dropped, or gives what fits these as well.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { messageOf } from '../../shared/errors.ts'
import { hasWords, searchedWords } from '../../shared/searchText.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { searchSessions } from '../stores/serverActions.ts'
import { useDelayed } from '../ui/useDelayed.ts'

export interface SessionSearch {
  readonly sessions: readonly SessionSummary[]
  readonly hasMore: boolean
  /** Asks for the next page. */
  readonly more: () => void
  /** The answer takes long enough to say so. */
  readonly isSlow: boolean
  /** Why the last question was not answered. */
  readonly failed: string | null
}

interface Answer {
  readonly query: string
  readonly sessions: readonly SessionSummary[]
  /** Cursor of the next page, null when all are here. */
  readonly before: string | null
  readonly failed: string | null
}

/** Milliseconds without a key before the server is asked. */
const PAUSE_MS = 50
const SLOW_MS = 250
const LIMIT = 20

export function useSessionSearch(typed: string): SessionSearch {
  const query = typed.trim()
  const [answer, setAnswer] = useState<Answer | null>(null)
  const asking = useRef<AbortController | null>(null)

  const ask = useCallback(async (text: string, before: Answer | null): Promise<void> => {
    asking.current?.abort()
    const controller = new AbortController()
    asking.current = controller
    const from = before?.before ?? null
    try {
      const page = await searchSessions(
        { query: text, limit: LIMIT, ...(from === null ? null : { before: from }) },
        controller.signal
      )
      if (controller.signal.aborted) return
      const sessions = [...(before?.sessions ?? []), ...page.sessions]
      setAnswer({ query: text, sessions, before: page.before, failed: null })
    } catch (thrown) {
      if (controller.signal.aborted) return
      setAnswer({
        query: text,
        sessions: before?.sessions ?? [],
        before: from,
        failed: messageOf(thrown)
      })
    }
  }, [])

  useEffect(() => {
    if (query === '') return undefined
    const timer = setTimeout(() => void ask(query, null), PAUSE_MS) // never rejects
    return () => {
      clearTimeout(timer)
      asking.current?.abort()
    }
  }, [query, ask])

  const isAnswered = query === '' || answer?.query === query
  const isSlow = useDelayed(!isAnswered, SLOW_MS)
  const sessions = useMemo(
    () => (query === '' || answer === null ? [] : fitting(answer, query)),
    [answer, query]
  )
  const more = useCallback(() => {
    if (answer !== null && answer.query === query && answer.before !== null) void ask(query, answer) // never rejects
  }, [answer, query, ask])
  return {
    sessions,
    hasMore: isAnswered && query !== '' && answer !== null && answer.before !== null,
    more,
    isSlow,
    failed: isAnswered && query !== '' ? (answer?.failed ?? null) : null
  }
}

function fitting(answer: Answer, query: string): readonly SessionSummary[] {
  if (answer.query === query) return answer.sessions
  const words = searchedWords(query)
  return answer.sessions.filter((session) => hasWords(wordsOf(session), words))
}

/** What a session is found by, at both ends. */
function wordsOf({ title, metadata }: SessionSummary): string {
  return `${title ?? ''}\n${metadata.firstMessagePreview ?? ''}`
}
