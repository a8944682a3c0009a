/**
 * A list of any length, of which only the rows near the reader are in the document. It says how long it is and which
 * row each one is; Tab reaches one row, arrow keys move on from there (`moveFocus.ts`). Headings may stand between
 * rows: they are no rows and are not counted.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { useVirtualList } from './useVirtualList.ts'

export interface VirtualItem {
  /** Unique in its list. */
  readonly key: string
  readonly isHeading?: boolean
}

interface VirtualListProps<Item extends VirtualItem> {
  readonly label: string
  readonly items: readonly Item[]
  /** More may come behind the last one: nobody knows how many. */
  readonly isPartial?: boolean
  /** Pixels of a row, and of a heading, until they have been measured. */
  readonly heights: { readonly row: number; readonly heading?: number }
  /** What it scrolls in. */
  readonly scroller: RefObject<HTMLElement | null>
  /** The row Tab reaches until another one had the focus. */
  readonly firstKey?: string | null
  /** Called when the reader comes near the last row; may be called often. */
  readonly onNearEnd?: () => void
  readonly className?: string
  /** `tabIndex` belongs to the controls of the row. */
  readonly children: (item: Item, tabIndex: 0 | -1) => ReactNode
}

/** Rows from the end at which what comes next is asked for. */
const NEAR = 12

export function VirtualList<Item extends VirtualItem>(props: VirtualListProps<Item>) {
  const { label, items, isPartial = false, heights, scroller, firstKey = null, onNearEnd, children } = props
  const list = useRef<HTMLUListElement>(null)
  const [focused, setFocused] = useState<string | null>(null)
  const places = useMemo(() => placesOf(items), [items])
  const kept = focused === null ? -1 : (places.indexOf.get(focused) ?? -1)
  const { rows, height, measure } = useVirtualList({
    scroller,
    list,
    count: items.length,
    keyAt: useCallback((index: number) => items[index]?.key ?? String(index), [items]),
    estimateAt: (index) =>
      items[index]?.isHeading === true ? (heights.heading ?? heights.row) : heights.row,
    kept
  })
  const last = rows.at(-1)?.index ?? 0
  const isNearEnd = last >= items.length - NEAR

  useEffect(() => {
    if (isNearEnd) onNearEnd?.()
  }, [isNearEnd, items, onNearEnd])

  const entry = entryOf(places, [focused, firstKey])
  return (
    <ul
      ref={list}
      aria-label={label}
      className={props.className}
      style={{ height, position: 'relative' }}
      onFocus={(event) => {
        const row = event.target.closest('li[data-index]')
        const key = items[Number(row?.getAttribute('data-index') ?? -1)]?.key
        if (key !== undefined) setFocused(key)
      }}
    >
      {rows.map(({ index, top }) => {
        const item = items[index]
        if (item === undefined) return null
        const counted =
          item.isHeading === true
            ? { 'aria-hidden': true }
            : {
                'aria-setsize': isPartial ? -1 : places.count,
                'aria-posinset': places.numbers[index]
              }
        return (
          <li
            key={item.key}
            ref={measure}
            data-index={index}
            style={{ position: 'absolute', insetInline: 0, top: 0, transform: `translateY(${top}px)` }}
            {...counted}
          >
            {children(item, item.key === entry ? 0 : -1)}
          </li>
        )
      })}
    </ul>
  )
}

interface Places {
  readonly count: number
  /** Of each item the number of its row, from 1. */
  readonly numbers: readonly number[]
  readonly indexOf: ReadonlyMap<string, number>
  readonly first: string | null
}

function placesOf(items: readonly VirtualItem[]): Places {
  let count = 0
  const numbers = items.map(({ isHeading }) => (isHeading === true ? count : ++count))
  return {
    count,
    numbers,
    indexOf: new Map(items.map(({ key }, index) => [key, index])),
    first: items.find(({ isHeading }) => isHeading !== true)?.key ?? null
  }
}

/** The first of the wishes that is in the list, else its first row. */
function entryOf({ indexOf, first }: Places, wishes: readonly (string | null)[]): string | null {
  return wishes.find((key) => key !== null && indexOf.has(key)) ?? first
}
