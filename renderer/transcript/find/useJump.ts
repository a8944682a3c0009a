/**
 * The way to a message wherever it is: loads older pages until it is here, scrolls its row to the middle,
 * opens what hides it, and puts the exact place into the middle of the viewport. Can be stopped at any time.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { SessionMessage } from '../../../shared/session.ts'
import type { LoadedUntil } from '../../stores/loadUntil.ts'
import type { RevealedBlock } from '../revealedBlock.ts'
import type { RowList } from '../rows/rowList.ts'
import type { VirtualRows } from '../rows/useVirtualRows.ts'
import { drawnPlace } from './drawnPlace.ts'
import type { DrawnPlace } from './drawnPlace.ts'

interface Destination {
  readonly messageId: string
  readonly blockIndex: number
  /** What exactly to bring into the middle, once its row is drawn; null while it is not, or for the row itself. */
  readonly spot: ((row: HTMLElement, place: DrawnPlace) => Range | null) | null
  /** Pixels from the upper edge down to the top of the row, instead of its middle in the middle. */
  readonly offset?: number
}

export type Journey = 'none' | 'loading' | 'absent' | 'failed'

interface Arrival extends Destination {
  /** Counts arrivals: the same place can be asked for again. */
  readonly times: number
}

export interface Jump {
  readonly journey: Journey
  readonly goTo: (destination: Destination) => void
  /** Ends the journey where it is. */
  readonly stop: () => void
  /** What is to be open now. */
  readonly revealed: RevealedBlock | null
  /** The row that was arrived at. */
  readonly arrivedAt: string | null
}

interface JumpOptions {
  readonly list: VirtualRows
  readonly rows: RowList
  readonly settled: readonly SessionMessage[]
  readonly open: readonly SessionMessage[]
  readonly loadUntil: (messageId: string, signal: AbortSignal) => Promise<LoadedUntil>
}

/** Frames in which the place is put right again while rows around it are measured and folds open. */
const SETTLING = 12
/** Frames in which a very long answer may be drawn before that. */
const LONGEST_DRAWING = 1_200

export function useJump({ list, rows, settled, open, loadUntil }: JumpOptions): Jump {
  const { scrollerRef, showRow, scrollBy, leave } = list
  const [journey, setJourney] = useState<Journey>('none')
  const [arrival, setArrival] = useState<Arrival | null>(null)
  const controller = useRef<AbortController | null>(null)

  const stop = useCallback(() => {
    controller.current?.abort()
    controller.current = null
    setJourney('none')
  }, [])
  useEffect(() => () => controller.current?.abort(), [])

  const goTo = useCallback(
    (destination: Destination) => {
      controller.current?.abort()
      const { signal } = (controller.current = new AbortController())
      async function travel(): Promise<void> {
        const outcome = await loadUntil(destination.messageId, signal)
        if (signal.aborted) return
        setJourney(outcome === 'absent' || outcome === 'failed' ? outcome : 'none')
        if (outcome === 'here') setArrival((last) => ({ ...destination, times: (last?.times ?? 0) + 1 }))
      }
      setJourney('loading')
      leave()
      void travel() // never rejects: what fails is an outcome
    },
    [leave, loadUntil]
  )

  // The messages of the arrival's own render: what was loaded on the way is among them.
  const settledPlace = useMemo(
    () => (arrival === null ? null : drawnPlace(settled, arrival.messageId, arrival.blockIndex)),
    [arrival, settled]
  )
  const place =
    arrival === null ? null : (drawnPlace(open, arrival.messageId, arrival.blockIndex) ?? settledPlace)
  const index = place === null ? -1 : rows.indexOf(place.row)
  const now = useRef({ place, index })
  useEffect(() => {
    now.current = { place, index }
  })
  useEffect(() => {
    if (arrival === null || now.current.index === -1) return undefined
    showRow(now.current.index)
    let left = SETTLING
    let waits = LONGEST_DRAWING
    let frame = requestAnimationFrame(function settle() {
      left -= 1
      waits -= 1
      const box = scrollerRef.current
      if (box && now.current.place) putInPlace(box, arrival, now.current.place, scrollBy)
      if (waits > 0 && box && now.current.place && isDrawing(box, now.current.place)) left = SETTLING
      if (left > 0) frame = requestAnimationFrame(settle)
    })
    return () => cancelAnimationFrame(frame)
  }, [arrival, scrollerRef, showRow, scrollBy])

  const { messageId, blockIndex } = place ?? {}
  const times = arrival?.times ?? 0
  const revealed = useMemo(
    () => (messageId === undefined || blockIndex === undefined ? null : { messageId, blockIndex, times }),
    [messageId, blockIndex, times]
  )
  return {
    journey,
    goTo,
    stop,
    revealed,
    arrivedAt: place?.row ?? null
  }
}

/** A long answer is drawn piece by piece. */
function isDrawing(box: HTMLElement, { row }: DrawnPlace): boolean {
  return box.querySelector(`[data-row="${CSS.escape(row)}"] [data-drawing]`) !== null
}

function putInPlace(
  box: HTMLElement,
  { spot, offset }: Destination,
  place: DrawnPlace,
  scrollBy: (pixels: number) => void
): void {
  const row = box.querySelector<HTMLElement>(`[data-row="${CSS.escape(place.row)}"]`)
  if (row && offset !== undefined) {
    const away = row.getBoundingClientRect().top - box.getBoundingClientRect().top - offset
    if (Math.abs(away) > 1) scrollBy(away)
    return
  }
  const range = row && spot?.(row, place)
  if (!range) return
  showInInnerBoxes(range, row)
  const { top, height } = box.getBoundingClientRect()
  const at = range.getBoundingClientRect()
  if (at.height === 0) return
  const away = at.top + at.height / 2 - (top + height / 2)
  // Near enough to the middle is where it is found: what is small moves nothing.
  if (Math.abs(away) > height / 6) scrollBy(away)
}

/** Long output scrolls by itself: the place is put into the middle of each box around it, inside the row. */
function showInInnerBoxes(range: Range, row: HTMLElement): void {
  for (let box = range.startContainer.parentElement; box && box !== row; box = box.parentElement) {
    if (box.scrollHeight <= box.clientHeight + 1 || getComputedStyle(box).overflowY === 'visible') continue
    const frame = box.getBoundingClientRect()
    const at = range.getBoundingClientRect()
    if (at.top < frame.top || at.bottom > frame.bottom) box.scrollTop += at.top - frame.top - frame.height / 2
  }
}
