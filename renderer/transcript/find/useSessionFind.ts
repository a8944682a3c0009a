/**
 * Ties the search to the transcript on screen: where hits are drawn, the way to them, their colours, the
 * key that opens the bar. And the message the address names. Called by `Transcript`.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { messageInHash } from '../../../shared/address.ts'
import type { FindHit, FindResult } from '../../../shared/find.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { useAction } from '../../keys/actionStore.ts'
import type { LoadedUntil } from '../../stores/loadUntil.ts'
import type { RowList } from '../rows/rowList.ts'
import type { VirtualRows } from '../rows/useVirtualRows.ts'
import { arrivingFind, forgetArrivingFind } from './arrivingFind.ts'
import { drawnPlace } from './drawnPlace.ts'
import type { DrawnPlace } from './drawnPlace.ts'
import { countHits, firstHit } from './findHits.ts'
import { hitRanges } from './hitRanges.ts'
import { useFind } from './useFind.ts'
import type { Find } from './useFind.ts'
import { useHighlights } from './useHighlights.ts'
import { useJump } from './useJump.ts'
import type { Jump } from './useJump.ts'

/** A selection longer than this is not what somebody wants to look for. */
const LONGEST_SELECTION = 100

export interface SessionFindOptions {
  readonly settled: readonly SessionMessage[]
  readonly open: readonly SessionMessage[]
  readonly isRunning: boolean
  readonly rows: RowList
  readonly list: VirtualRows
  /** Finds in the whole session. Rejects with a sentence for people. */
  readonly search: (query: string) => Promise<FindResult>
  readonly loadUntil: (messageId: string, signal: AbortSignal) => Promise<LoadedUntil>
}

export interface SessionFind {
  readonly find: Find
  readonly jump: Jump
  /** Whether the hit the reader is at is to be seen; what a tool answered may not be drawn at all. */
  readonly isDrawn: boolean
  /** How often the bar was asked for. */
  readonly asked: number
  readonly close: () => void
  /** The row of the message that the address names, once it is here. */
  readonly named: string | null
}

export function useSessionFind(options: SessionFindOptions): SessionFind {
  const { settled, open, isRunning, rows, list, search, loadUntil } = options
  const { scrollerRef } = list
  const [asked, setAsked] = useState(0)
  const [named, setNamed] = useState<string | null>(null)
  const cameFrom = useRef<Element | null>(null)
  /** The message a search led to: the first hit is there, not where the reader stands. */
  const cameFor = useRef<string | null>(null)
  const now = useRef({ settled, open, rows })
  useEffect(() => {
    now.current = { settled, open, rows }
  })

  const placeOf = useCallback((messageId: string, blockIndex: number): DrawnPlace | null => {
    const here = now.current
    return (
      drawnPlace(here.open, messageId, blockIndex) ??
      drawnPlace([...here.settled, ...here.open], messageId, blockIndex)
    )
  }, [])
  const rowOf = useCallback(
    ({ messageId, blockIndex }: FindHit) => {
      const place = placeOf(messageId, blockIndex)
      return place === null ? -1 : now.current.rows.indexOf(place.row)
    },
    [placeOf]
  )
  const chooseFirst = useCallback(
    (hits: readonly FindHit[]) =>
      hits.find(({ messageId }) => messageId === cameFor.current) ??
      firstHit(hits, rowOf, topRow(scrollerRef.current)),
    [rowOf, scrollerRef]
  )

  const jump = useJump({ list, rows, settled, open, loadUntil })
  const { goTo, stop } = jump
  const query = useRef('')
  const onShow = useCallback(
    (hit: FindHit) =>
      goTo({
        messageId: hit.messageId,
        blockIndex: hit.blockIndex,
        spot: (row, place) => rangeOf(row, place, hit, query.current)
      }),
    [goTo]
  )
  const find = useFind({ search, growing: open, isRunning, chooseFirst, onShow })
  useEffect(() => {
    query.current = find.query
  }, [find.query])

  const { current } = find
  const currentRange = useMemo(
    () =>
      current === null
        ? null
        : () => {
            const place = placeOf(current.messageId, current.blockIndex)
            const row = place && rowElement(scrollerRef.current, place.row)
            return row ? rangeOf(row, place, current, query.current) : null
          },
    [current, placeOf, scrollerRef]
  )
  const [isDrawn, setDrawn] = useState(true)
  useHighlights(scrollerRef, find.isOpen && find.query !== '' ? find.query : null, currentRange, setDrawn)

  const { open: openFind, close: closeFind } = find
  useAction(
    'find',
    useCallback(() => {
      const focused = document.activeElement
      if (!focused?.closest('[role="search"]')) cameFrom.current = focused
      openFind(selectedWords(scrollerRef.current))
      setAsked((times) => times + 1)
    }, [openFind, scrollerRef])
  )
  const close = useCallback(() => {
    closeFind()
    cameFor.current = null
    forgetArrivingFind()
    stop()
    const back = cameFrom.current
    if (back instanceof HTMLElement && back.isConnected && back !== document.body) back.focus()
    else scrollerRef.current?.focus()
  }, [closeFind, stop, scrollerRef])

  // The address names a message: on arrival, and when a link to another one is followed.
  useEffect(() => {
    function go(): void {
      // Opened again the address may name where the reader stood; what was looked for stays open.
      const arriving = arrivingFind()
      cameFor.current = arriving?.messageId ?? null
      if (arriving !== null) openFind(arriving.words)
      const messageId = messageInHash(window.location.hash)
      if (messageId === null) return
      setNamed(messageId)
      goTo({ messageId, blockIndex: 0, spot: null })
    }
    go()
    window.addEventListener('hashchange', go)
    return () => window.removeEventListener('hashchange', go)
  }, [goTo, openFind])

  return {
    find,
    jump,
    isDrawn,
    asked,
    close,
    named: named !== null && jump.arrivedAt === named ? named : null
  }
}

function rowElement(box: HTMLElement | null, key: string): HTMLElement | null {
  return box?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`) ?? null
}

/** Index of the first row in view. */
function topRow(box: HTMLElement | null): number {
  if (!box) return 0
  const { top } = box.getBoundingClientRect()
  const rows = Array.from(box.querySelectorAll<HTMLElement>('[data-row]'))
  const first = rows.find((row) => row.getBoundingClientRect().bottom > top)
  return Number(first?.dataset['index'] ?? 0)
}

/**
 * The hit as it is drawn. Markdown hides some characters and folds hide others, so the count may differ from
 * the stored text's: then the nearest hit of that block.
 */
function rangeOf(row: HTMLElement, place: DrawnPlace, hit: FindHit, query: string): Range | null {
  const block = row.querySelector(`[data-block="${CSS.escape(`${place.messageId}:${place.blockIndex}`)}"]`)
  const ranges = hitRanges(block ?? row, query)
  // A result stands below the words of its call, which may hold hits of their own.
  const before = place.call === null ? 0 : countHits(place.call, query)
  return ranges[Math.min(before + hit.occurrence, ranges.length - 1)] ?? null
}

/** What is selected in the transcript, if one would look for it. */
function selectedWords(box: HTMLElement | null): string {
  const selection = document.getSelection()
  const words = selection?.toString().trim() ?? ''
  if (!box || !selection?.anchorNode || !box.contains(selection.anchorNode)) return ''
  return words.length > LONGEST_SELECTION || words.includes('\n') ? '' : words
}
