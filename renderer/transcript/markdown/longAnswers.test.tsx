/** Very long lists and tables are drawn a piece at a time: counted here, for time depends on the machine. */
import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBlockCutter } from './blocks/cutBlocks.ts'
import { hitRanges } from '../find/hitRanges.ts'
import { Markdown } from './Markdown.tsx'
import { PIECE } from './useDrawnUntil.ts'

/** Rows, items or lines drawn at one step. */
const MOST_AT_ONCE = 1_500

function lines(count: number, line: (at: number) => string): string {
  return Array.from({ length: count }, (_, at) => line(at)).join('\n')
}

const shapes: readonly (readonly [string, (count: number) => string, string])[] = [
  ['a list', (count) => lines(count, (at) => `- item ${at}`), 'li'],
  ['a list of lists', (count) => lines(count, (at) => `${at % 9 === 0 ? '' : '  '}- item ${at}`), 'li'],
  ['a table', (count) => `| a |\n|---|\n${lines(count, (at) => `| item ${at} |`)}`, 'tbody tr'],
  ['a quote', (count) => lines(count, (at) => `> item ${at}`), 'br']
]

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** How many there are after each step, until no more come. */
function steps(container: HTMLElement, selector: string): readonly number[] {
  const counts = [container.querySelectorAll(selector).length]
  for (let left = 50; left > 0 && vi.getTimerCount() > 0; left -= 1) {
    act(() => {
      vi.runOnlyPendingTimers()
    })
    counts.push(container.querySelectorAll(selector).length)
  }
  return counts
}

describe.each(shapes)('%s', (_what, make, selector) => {
  it('of 10,000 has no more than 1,500 rows in any piece', () => {
    const text = make(10_000)
    const rowsIn = new Map<number, number>()
    for (const { start, ...block } of createBlockCutter()(text).groups.flat()) {
      const piece = Math.floor(start / PIECE)
      const rows = 'raw' in block ? block.raw.split('\n').length : 0
      rowsIn.set(piece, (rowsIn.get(piece) ?? 0) + rows)
    }
    expect(Math.max(...rowsIn.values())).toBeLessThanOrEqual(MOST_AT_ONCE)
    expect([...rowsIn.values()].reduce((sum, rows) => sum + rows)).toBeGreaterThanOrEqual(10_000)
  })

  it('of 1,800 is drawn in steps, none of them large, and whole in the end', () => {
    const { container } = render(<Markdown text={make(1_800)} />)
    const counts = steps(container, selector)
    expect(counts.length).toBeGreaterThan(2)
    const grown = counts.map((count, at) => count - (counts[at - 1] ?? 0))
    expect(Math.max(...grown)).toBeLessThanOrEqual(MOST_AT_ONCE)
    expect(container.querySelector('.prose')?.textContent).toContain('item 1799')
    expect(container.querySelector('[data-drawing]')).toBeNull()
  })
})

const longTable = (count: number): string => `| head |\n|---|\n${lines(count, (at) => `| item ${at} |`)}`

function drawnWhole(text: string, isGrowing = false): HTMLElement {
  const { container } = render(<Markdown text={text} isGrowing={isGrowing} />)
  steps(container, 'tr')
  return container
}

const all = (container: HTMLElement, selector: string, attribute: string): (string | null)[] =>
  Array.from(container.querySelectorAll(selector), (element) => element.getAttribute(attribute))

describe('a table that is drawn in parts', () => {
  it('says of each part how many rows there are in all, and of each row which it is', () => {
    const container = drawnWhole(longTable(1_800))
    const parts = container.querySelectorAll('table').length
    expect(parts).toBeGreaterThan(2)
    expect(all(container, 'table', 'aria-rowcount')).toEqual(Array.from({ length: parts }, () => '1801'))
    expect(all(container, 'tbody tr', 'aria-rowindex')).toEqual(
      Array.from({ length: 1_800 }, (_, at) => String(at + 2))
    )
    expect(all(container, 'thead tr', 'aria-rowindex')).toEqual(Array.from({ length: parts }, () => '1'))
  })

  it('says that it is not known yet how many there are while it grows', () => {
    const container = drawnWhole(longTable(1_800), true)
    expect(new Set(all(container, 'table', 'aria-rowcount'))).toEqual(new Set(['-1']))
    const ended = drawnWhole(`${longTable(1_800)}\n\nand more`, true)
    expect(new Set(all(ended, 'table', 'aria-rowcount'))).toEqual(new Set(['1801']))
  })

  it('counts two of them apart', () => {
    const container = drawnWhole(`${longTable(900)}\n\n${longTable(1_200)}`)
    expect(new Set(all(container, 'table', 'aria-rowcount'))).toEqual(new Set(['901', '1201']))
  })

  it('is found, and copied, with its head once and every row', () => {
    const container = drawnWhole(longTable(1_800))
    expect(hitRanges(container, 'head')).toHaveLength(1)
    expect(hitRanges(container, 'item 1799')).toHaveLength(1)
    expect(all(container, 'thead', 'data-again').filter((again) => again === null)).toHaveLength(1)
    expect(container.querySelectorAll('tbody tr')).toHaveLength(1_800)
  })

  it('a short one says none of this', () => {
    const container = drawnWhole(longTable(20))
    expect(all(container, 'table, tr', 'aria-rowcount')).not.toContain('21')
    expect(all(container, 'tbody tr', 'aria-rowindex')).toEqual(Array.from({ length: 20 }, () => null))
  })
})

it.each<[string, string, readonly number[]]>([
  ['each with the same number', lines(1_000, (at) => `1. item ${at}`), [1, 1_000]],
  ['from another number on', lines(1_000, (at) => `${at === 0 ? 5 : 1}) item ${at}`), [5, 1_004]],
  ['with their own numbers', lines(1_000, (at) => `${at + 1}. item ${at}`), [1, 1_000]]
])('a numbered list that is drawn in parts counts on, written %s', (_what, text, [first, last]) => {
  const container = drawnWhole(text)
  const lists = Array.from(container.querySelectorAll('ol'))
  expect(lists.length).toBeGreaterThan(1)
  let next = first
  for (const list of lists) {
    expect(list.start).toBe(next)
    next = list.start + list.children.length
  }
  expect(next).toBe((last ?? 0) + 1)
})

it('a text of usual length is drawn at once', () => {
  const { container } = render(<Markdown text={'word '.repeat(1_000)} />)
  expect([vi.getTimerCount(), container.querySelector('[data-drawing]')]).toEqual([0, null])
})

it('room is kept for what is not drawn yet', () => {
  const { container } = render(<Markdown text={lines(2_000, (at) => `- item ${at}`)} />)
  const room = Number.parseInt(
    container.querySelector<HTMLElement>('.prose > [aria-hidden]')?.style.height ?? '',
    10
  )
  expect(room + container.querySelectorAll('li').length).toBeGreaterThan(1_700)
})

it('what is not drawn yet can be read as it was written, once', () => {
  const { container } = render(<Markdown text={lines(2_000, (at) => `- item ${at}.`)} />)
  expect(container.querySelector('.prose > [aria-hidden]')?.textContent).toMatch(/^- item \d+\.\n- item/)
  const read = [...(container.textContent ?? '').matchAll(/item (\d+)\./g)].map(([, at]) => Number(at))
  expect(read).toEqual(Array.from({ length: 2_000 }, (_, at) => at))
})

it('a text that grows is drawn to its end with every word', () => {
  const line = (at: number): string => `- item ${at}\n`
  let text = ''
  const { container, rerender } = render(<Markdown text="" isGrowing />)
  for (let at = 0; at < 1_200; at += 150) {
    for (let more = at; more < at + 150; more += 1) text += line(more)
    rerender(<Markdown text={text} isGrowing />)
    expect(container.textContent).toContain(`item ${at + 149}`)
    act(() => {
      vi.runOnlyPendingTimers()
    })
  }
})
