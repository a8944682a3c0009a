import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { SessionId } from '../../shared/ids.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { HeldBy } from '../../shared/session.ts'
import {
  fakeHttp,
  projectId,
  sessionId,
  snapshot,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import { RequestFailure } from '../connection/requestFailure.ts'
import { configureStores } from '../stores/connectionStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { HeldBanner } from './HeldBanner.tsx'

const terminal: HeldBy = { kind: 'terminal', pid: 4711, status: 'busy', waitingFor: null }
const takeOver = vi.fn<HttpClient['takeOver']>()

beforeEach(() => {
  takeOver.mockReset()
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 't' },
    http: fakeHttp({ takeOver })
  })
})
afterEach(() => useSessionStore.setState(useSessionStore.getInitialState(), true))

function draw(heldBy: HeldBy | null, messageCount = 2): void {
  const { initializeSession, applySnapshot } = useSessionStore.getState()
  initializeSession(sessionId, { projectId })
  applySnapshot(snapshot({ session: summary({ heldBy, metadata: { ...emptyMetadata, messageCount } }) }))
  render(
    <MemoryRouter initialEntries={['/here']}>
      <HeldBanner projectId={projectId} sessionId={sessionId} />
      <Routes>
        <Route path="/here" element="here" />
        <Route path="/projects/:id/chat/:sessionId" element="the copy" />
      </Routes>
    </MemoryRouter>
  )
}

test('a session of our own says nothing', () => {
  draw(null)
  expect(screen.queryByRole('status')).toBeNull()
})

test('where it runs is said, and that it is only watched', () => {
  draw(terminal)
  expect(screen.getByRole('status')).toHaveTextContent(
    'This session is at work in a terminal. Here you only watch it.'
  )
})

test('a copy is made and opened', async () => {
  takeOver.mockResolvedValue({ sessionId: SessionId.parse('1e8bfa5c-0c5c-4f0e-9c59-0d2b4f8f6a11') })
  draw(terminal)
  await userEvent.click(screen.getByRole('button', { name: 'Continue in a copy' }))
  expect(await screen.findByText('the copy')).toBeVisible()
  expect(takeOver).toHaveBeenCalledWith(projectId, sessionId, { how: 'fork' })
})

test('the other program is asked to end after a question, and what keeps it is told', async () => {
  takeOver.mockRejectedValue(new RequestFailure(409, { code: 'still_held', message: 'It still runs.' }))
  draw(terminal)
  await userEvent.click(screen.getByRole('button', { name: 'Bring it here…' }))
  expect(takeOver).not.toHaveBeenCalled()
  await userEvent.click(screen.getByRole('button', { name: 'End it there' }))
  expect(takeOver).toHaveBeenCalledWith(projectId, sessionId, { how: 'end' })
  expect(await screen.findByText('It still runs.')).toBeVisible()
})

test('of nothing there is no copy', () => {
  draw(terminal, 0)
  expect(screen.queryByRole('button', { name: 'Continue in a copy' })).toBeNull()
})
