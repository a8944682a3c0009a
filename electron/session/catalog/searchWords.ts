/**
 * Looks for words in what sessions are called and begin with, a piece of the list at a time, so that ten thousand sessions
 * hold up nobody. Used by `Sessions`.
 */
import type { SessionId } from '../../../shared/ids.ts'
import { hasWords, searchedWords } from '../../../shared/searchText.ts'
import { nextTurn } from '../../slices.ts'
import type { SessionWords } from '../../store/sessionRows.ts'

/** Sessions that are looked at between two turns of the event loop: some 2 ms. */
export const WORDS_AT_ONCE = 500

interface WordsPage {
  readonly sessions: readonly SessionWords[]
  readonly before: string | null
}

/** Throws when `signal` says so. `before` is null when all have been looked at. */
export async function searchWords(options: {
  readonly page: (before: string | undefined) => WordsPage
  readonly query: string
  readonly limit: number
  readonly before: string | undefined
  readonly signal: AbortSignal
}): Promise<{ readonly ids: readonly SessionId[]; readonly before: string | null }> {
  const { page, query, limit, signal } = options
  const words = searchedWords(query)
  const ids: SessionId[] = []
  let place = options.before
  let lastHit: string | null = null
  for (;;) {
    signal.throwIfAborted()
    const { sessions, before } = page(place)
    for (const session of sessions) {
      if (!hasWords(session.words, words)) continue
      // One more than is wanted: there is another page.
      if (ids.length === limit) return { ids, before: lastHit }
      ids.push(session.id)
      lastHit = session.after
    }
    if (before === null) return { ids, before: null }
    place = before
    await nextTurn()
  }
}
