/**
 * Finding in the session on screen: what is looked for, what the server has found and what grows here, and
 * at which hit the reader is. `Transcript` owns it; `FindBar` draws it.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { messageOf } from '../../../shared/errors.ts'
import type { FindHit, FindResult } from '../../../shared/find.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { findInMessages, mergeHits, stepFrom } from './findHits.ts'

/** The server is asked when nobody has typed for this long, in milliseconds. */
const PAUSE = 120

type Answer =
  | { readonly state: 'none' }
  | { readonly state: 'searching' }
  | { readonly state: 'found'; readonly result: FindResult }
  | { readonly state: 'failed'; readonly what: string }

export interface Find {
  readonly isOpen: boolean
  readonly query: string
  /** Those that can be walked through, oldest first. */
  readonly hits: readonly FindHit[]
  readonly total: number
  /** Where the reader is; null at no hit. */
  readonly current: FindHit | null
  readonly isSearching: boolean
  /** Why the search failed, null otherwise. */
  readonly problem: string | null
  /** An empty `query` keeps the last one. */
  readonly open: (query: string) => void
  readonly close: () => void
  readonly type: (query: string) => void
  readonly step: (step: 1 | -1) => void
}

interface FindOptions {
  readonly search: (query: string) => Promise<FindResult>
  /** The messages of the open run: the server does not know them whole. */
  readonly growing: readonly SessionMessage[]
  readonly isRunning: boolean
  /** Where to begin among these hits. Keeps its identity. */
  readonly chooseFirst: (hits: readonly FindHit[]) => FindHit | null
  /** Keeps its identity. */
  readonly onShow: (hit: FindHit) => void
}

const NO_HITS: readonly FindHit[] = []

export function useFind({ search, growing, isRunning, chooseFirst, onShow }: FindOptions): Find {
  const [isOpen, setOpen] = useState(false)
  const [query, setQuery] = useState('')
  const [answer, setAnswer] = useState<Answer>({ state: 'none' })
  const [current, setCurrent] = useState<FindHit | null>(null)
  /** The query whose first answer has led to a hit: later answers to it only count. */
  const led = useRef('')
  const now = useRef({ growing })
  useEffect(() => {
    now.current = { growing }
  })

  const live = useMemo(() => (isOpen ? findInMessages(growing, query) : NO_HITS), [isOpen, growing, query])
  const result = answer.state === 'found' ? answer.result : null
  const stored = result?.hits ?? NO_HITS
  const hits = useMemo(() => mergeHits(stored, live, growing), [stored, live, growing])

  const show = useCallback(
    (hit: FindHit | null) => {
      setCurrent(hit)
      if (hit !== null) onShow(hit)
    },
    [onShow]
  )

  // Asked anew when a turn begins or ends: what grew is stored by then.
  useEffect(() => {
    if (!isOpen || query === '') return undefined
    let isWanted = true
    function take(found: FindResult): void {
      if (!isWanted) return
      setAnswer({ state: 'found', result: found })
      if (led.current === query) return
      led.current = query
      const open = now.current.growing
      show(chooseFirst(mergeHits(found.hits, findInMessages(open, query), open)))
    }
    const timer = setTimeout(() => {
      search(query).then(take, (thrown: unknown) => {
        if (isWanted) setAnswer({ state: 'failed', what: messageOf(thrown) })
      })
    }, PAUSE)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [isOpen, query, isRunning, search, chooseFirst, show])

  const type = useCallback((next: string) => {
    led.current = ''
    setQuery(next)
    setCurrent(null)
    setAnswer(next === '' ? { state: 'none' } : { state: 'searching' })
  }, [])
  const open = useCallback(
    (next: string) => {
      setOpen(true)
      if (next !== '') type(next)
    },
    [type]
  )
  const close = useCallback(() => {
    led.current = ''
    setOpen(false)
    setCurrent(null)
  }, [])

  return {
    isOpen,
    query,
    hits,
    total: hits.length + Math.max(0, (result?.total ?? 0) - stored.length),
    current,
    isSearching: answer.state === 'searching',
    problem: answer.state === 'failed' ? answer.what : null,
    open,
    close,
    type,
    step: (step) => show(stepFrom(hits, current, step))
  }
}
