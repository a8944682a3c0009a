import { fireEvent, render, screen } from '@testing-library/react'
import { useRef } from 'react'
import { expect, test, vi } from 'vitest'
import { moveFocus } from './moveFocus.ts'
import { VirtualList } from './VirtualList.tsx'
import type { VirtualItem } from './VirtualList.tsx'

const rows = (count: number): VirtualItem[] => [
  { key: 'today', isHeading: true },
  ...Array.from({ length: count }, (_, at) => ({ key: `row ${at + 1}` }))
]

function List({
  count,
  ...more
}: {
  count: number
  isPartial?: boolean
  firstKey?: string
  onNearEnd?: () => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  return (
    <div ref={scroller} onKeyDown={moveFocus}>
      <VirtualList label="Rows" items={rows(count)} heights={{ row: 30 }} scroller={scroller} {...more}>
        {({ key, isHeading }, tabIndex) =>
          isHeading === true ? (
            <span>{key}</span>
          ) : (
            <a href={`#${key}`} tabIndex={tabIndex}>
              {key}
            </a>
          )
        }
      </VirtualList>
    </div>
  )
}

const tabbed = () => screen.getAllByRole('link').filter(({ tabIndex }) => tabIndex === 0)

test('of a long list the rows near the reader are drawn, and say which of how many they are', () => {
  render(<List count={20_000} />)
  const drawn = screen.getAllByRole('listitem')
  expect(drawn.length).toBeLessThan(60)
  expect(drawn[0]?.getAttribute('aria-posinset')).toBe('1')
  expect(drawn[0]?.getAttribute('aria-setsize')).toBe('20000')
})

test('nobody knows how long a list is that more may come to', () => {
  render(<List count={5} isPartial />)
  expect(screen.getAllByRole('listitem')[4]?.getAttribute('aria-setsize')).toBe('-1')
})

test('what comes next is asked for near the end, and not before', () => {
  const onNearEnd = vi.fn()
  const { rerender } = render(<List count={500} onNearEnd={onNearEnd} />)
  expect(onNearEnd).not.toHaveBeenCalled()
  rerender(<List count={10} onNearEnd={onNearEnd} />)
  expect(onNearEnd).toHaveBeenCalled()
})

test('Tab reaches one row, and arrow keys go on from there', () => {
  render(<List count={9} firstKey="row 3" />)
  expect(tabbed().map(({ textContent }) => textContent)).toEqual(['row 3'])
  tabbed()[0]?.focus()
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowDown' })
  expect(document.activeElement?.textContent).toBe('row 4')
  expect(tabbed().map(({ textContent }) => textContent)).toEqual(['row 4'])
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'End' })
  expect(document.activeElement?.textContent).toBe('row 9')
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowUp' })
  fireEvent.keyDown(document.activeElement ?? document.body, { key: 'ArrowUp', altKey: true })
  expect(document.activeElement?.textContent).toBe('row 8')
})
