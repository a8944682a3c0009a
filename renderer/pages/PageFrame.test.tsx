import { act, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test, vi } from 'vitest'
import { usePane, usePaneStore } from '../panes/paneStore.ts'
import type { Pane, PanePlace } from '../panes/paneStore.ts'
import { PageFrame } from './PageFrame.tsx'

afterEach(() => {
  usePaneStore.setState({ kept: {}, panes: [] })
  vi.unstubAllGlobals()
})

const pane = (place: PanePlace, title: string): Pane => ({
  place,
  title,
  draw: () => <p>in {title}</p>,
  onHide: vi.fn<() => void>()
})

function Shows({ what }: { readonly what: Pane | null }) {
  usePane(what)
  return null
}

function frame(panes: readonly Pane[]) {
  return (
    <MemoryRouter>
      {panes.map((one) => (
        <Shows key={one.title} what={one} />
      ))}
      <PageFrame projectId="p" sessionId="s" light="idle" onNewSession={() => undefined}>
        {() => <input aria-label="words" />}
      </PageFrame>
    </MemoryRouter>
  )
}

function beNarrow(): void {
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined
  }))
}

const edges = () => screen.getAllByRole('separator').map((edge) => edge.getAttribute('aria-label'))

test('a place is there while something is registered in it, and the session stays as it was', () => {
  const terminal = pane('bottom', 'Terminal')
  const page = render(frame([]))
  expect(edges()).toEqual(['Width of the sidebar'])
  const words = screen.getByLabelText('words')
  page.rerender(frame([terminal, pane('right', 'Changes')]))
  expect(edges()).toEqual(['Width of the sidebar', 'Height of Terminal', 'Width of Changes'])
  expect(screen.getByRole('region', { name: 'Terminal' })).toHaveTextContent('in Terminal')
  page.rerender(frame([terminal]))
  expect(screen.queryByRole('region', { name: 'Changes' })).toBeNull()
  expect(screen.getByLabelText('words')).toBe(words)
})

test('the newest of a place is seen, and the one before it when that one goes', () => {
  const [changes, files] = [pane('right', 'Changes'), pane('right', 'Files')]
  const page = render(frame([changes, files]))
  expect(screen.queryByRole('region', { name: 'Changes' })).toBeNull()
  page.rerender(frame([changes]))
  expect(screen.getByRole('region', { name: 'Changes' })).toBeVisible()
})

test('a size that was kept is the one it begins with', () => {
  act(() => usePaneStore.setState({ kept: { sidebar: 333, bottom: 150 } }))
  render(frame([pane('bottom', 'Terminal')]))
  expect(screen.getByRole('complementary')).toHaveStyle({ width: '333px' })
  expect(screen.getByRole('region', { name: 'Terminal' })).toHaveStyle({ height: '150px' })
  expect(screen.getByRole('separator', { name: 'Width of the sidebar' })).toHaveAttribute(
    'aria-valuenow',
    '333'
  )
})

test('in a narrow window the right pane lies over the session, with no edge, and goes by Escape or a press', async () => {
  beNarrow()
  const user = userEvent.setup()
  const changes = { ...pane('right', 'Changes'), draw: () => <button type="button">a line</button> }
  render(frame([changes]))
  expect(screen.queryAllByRole('separator')).toEqual([])
  expect(screen.queryByRole('complementary')).toBeNull()
  await user.click(screen.getByRole('button', { name: 'a line' }))
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'Hide Changes' }))
  expect(changes.onHide).toHaveBeenCalledTimes(2)
})

test('a sidebar that was put away stays away when the page is drawn anew', async () => {
  const user = userEvent.setup()
  const page = render(frame([]))
  await user.click(screen.getByRole('button', { name: 'Hide sidebar' }))
  page.unmount()
  render(frame([]))
  expect(screen.queryByRole('complementary')).toBeNull()
})
