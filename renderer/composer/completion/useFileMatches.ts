/** The files that fit what is written behind `@`. What was found last stays until the next answer is here. */
import { useEffect, useMemo, useState } from 'react'
import { messageOf } from '../../../shared/errors.ts'
import type { FileMatches } from '../../../shared/files.ts'
import { useDelayed } from '../../ui/useDelayed.ts'

export type FindFiles = (query: string, signal: AbortSignal) => Promise<FileMatches>

export interface FoundFiles {
  /** Null before anything that fits has been found. */
  readonly matches: FileMatches | null
  /** The answer takes long enough to say so. */
  readonly searching: boolean
  /** Why the last question was not answered. */
  readonly failed: string | null
  readonly retry: () => void
}

/** Milliseconds without a key before the server is asked; the first question of a mention goes at once. */
const PAUSE_MS = 60
/** While the folder is still being read, the same is asked again; so often at most. */
const AGAIN_MS = 400
const MAX_AGAIN = 20
const SLOW_MS = 200

type Answer =
  | { readonly query: string; readonly matches: FileMatches }
  | { readonly query: string; readonly failed: string }

/** @param query null asks nothing, and forgets */
export function useFileMatches(query: string | null, findFiles: FindFiles): FoundFiles {
  const [answer, setAnswer] = useState<Answer | null>(null)
  const [found, setFound] = useState<FileMatches | null>(null)
  const [attempt, setAttempt] = useState(0)

  useEffect(() => {
    if (query === null) return undefined
    const controller = new AbortController()
    let timer = setTimeout(() => void ask(0), query === '' ? 0 : PAUSE_MS) // never rejects
    async function ask(times: number): Promise<void> {
      try {
        const matches = await findFiles(query ?? '', controller.signal)
        if (controller.signal.aborted) return
        setAnswer({ query: query ?? '', matches })
        setFound(matches)
        if (!matches.isComplete && times < MAX_AGAIN) {
          timer = setTimeout(() => void ask(times + 1), AGAIN_MS) // never rejects
        }
      } catch (thrown) {
        if (!controller.signal.aborted) setAnswer({ query: query ?? '', failed: messageOf(thrown) })
      }
    }
    return () => {
      clearTimeout(timer)
      controller.abort()
    }
  }, [query, findFiles, attempt])

  const isSearching = query !== null && answer?.query !== query
  const isSlow = useDelayed(isSearching, SLOW_MS)
  const stale = useMemo(() => (found && query !== null ? fitting(found, query) : null), [found, query])
  return {
    matches: isSearching ? stale : found,
    searching: isSlow,
    failed: answer !== null && 'failed' in answer && answer.query === query ? answer.failed : null,
    retry: () => setAttempt((count) => count + 1)
  }
}

/** Of what was found for other words, that which may be meant by these: nobody chooses what no longer fits. */
function fitting(found: FileMatches, query: string): FileMatches | null {
  const files = found.files.filter(({ path }) => isWithin(plain(query), plain(path)))
  return files.length === 0 ? null : { ...found, files: files.map(({ path }) => ({ path, positions: [] })) }
}

function plain(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

function isWithin(query: string, path: string): boolean {
  let at = -1
  return query.split('').every((unit) => (at = path.indexOf(unit, at + 1)) !== -1)
}
