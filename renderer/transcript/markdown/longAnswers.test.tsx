/** Very long lists and tables are drawn a piece at a time: counted here, for time depends on the machine. */
import { act, render } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBlockCutter } from './blocks/cutBlocks.ts'
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
