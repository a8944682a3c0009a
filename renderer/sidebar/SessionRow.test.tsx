import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { afterEach, expect, test } from 'vitest'
import type { SessionSummary } from '../../shared/session.ts'
import { sessionId, projectId, summary } from '../../tests/support/connection/sessionFixtures.ts'
import type { SessionKeeping } from '../steering/useSessionKeeping.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { SessionRow } from './SessionRow.tsx'

const nothingDone = () => Promise.resolve(null)
const keeping: SessionKeeping = {
  rename: nothingDone,
  archive: nothingDone,
  pin: nothingDone,
  remove: nothingDone
}

function draw(changes: Partial<SessionSummary>, waiting = 0): void {
  render(
    <MemoryRouter>
      <ul>
        <SessionRow session={summary(changes)} waiting={waiting} now={0} keeping={keeping} />
      </ul>
    </MemoryRouter>
  )
}

afterEach(() => useSessionStore.setState(useSessionStore.getInitialState(), true))

test('the title of a session runs in the direction of its letters', () => {
  draw({ title: 'שלום לכולם' })
  expect(screen.getByText('שלום לכולם').getAttribute('dir')).toBe('auto')
})

test.each([
  ['done', 'Finished, not looked at yet'],
  ['failed', 'Failed, not looked at yet']
] as const)('a session whose turn is %s and was not looked at has its mark', (unseen, label) => {
  draw({ unseen })
  expect(screen.getByRole('img', { name: label })).toBeVisible()
})

test('a session on screen has no mark', () => {
  useSessionStore.getState().initializeSession(sessionId, { projectId })
  draw({ unseen: 'failed' })
  expect(screen.queryByRole('img')).toBeNull()
})

test('who is waited for comes before what was not looked at', () => {
  draw({ unseen: 'done' }, 2)
  expect(screen.getAllByRole('img').map((mark) => mark.textContent)).toEqual(['2'])
})

test.each([
  ['terminal', 'idle', null, 'This session is open in a terminal'],
  ['background', 'busy', null, 'This session is at work in the background'],
  [
    'terminal',
    'waiting',
    'permission prompt',
    'This session waits in a terminal for an answer (permission prompt)'
  ]
] as const)(
  'one that is open elsewhere (%s, %s) says what it does there',
  (kind, status, waitingFor, label) => {
    draw({ unseen: 'done', heldBy: { kind, pid: 5, status, waitingFor } })
    expect(screen.getAllByRole('img').map((mark) => mark.getAttribute('aria-label'))).toEqual([label])
  }
)
