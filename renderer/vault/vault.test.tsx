import { render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter } from 'react-router'
import { expect, it, vi } from 'vitest'
import { VaultState } from '../../shared/vault.ts'
import { VaultSettings } from '../settings/VaultSettings.tsx'
import * as server from '../stores/serverActions.ts'
import { changedLines } from './changedLines.ts'

vi.mock(import('../stores/serverActions.ts'))

const id = '7f7e1d0a-51f5-4d39-8c3f-6a1b2c3d4e5f'
const fresh = VaultState.parse({
  enabled: false,
  isChosen: false,
  bytes: 0,
  sessions: 0,
  protects: 'all',
  expiring: [{ sessionId: id, deletedAt: '2126-03-04T10:00:00.000Z', projectId: 'p', title: 'The fence' }],
  originals: { sessions: 12, bytes: 4_000_000 },
  retention: [{ agent: 'claude', days: 30, path: '/home/a/settings.json', isChosen: false }],
  verifying: null
})
const kept: VaultState = { ...fresh, enabled: true, isChosen: true, sessions: 12, bytes: 700_000 }

function show(state: VaultState): void {
  vi.mocked(server.readVault).mockResolvedValue(state)
  render(
    <MemoryRouter>
      <VaultSettings />
    </MemoryRouter>
  )
}

it('asks with plain words about size, and keeps copies from the click on', async () => {
  show(fresh)
  expect(await screen.findByText(/12 sessions here/)).toBeVisible()
  expect(screen.getByText('1 session will be deleted this week')).toBeVisible()
  vi.mocked(server.changeVault).mockResolvedValue(kept)
  await userEvent.click(screen.getByRole('switch', { name: 'Keep a copy of every session' }))
  expect(server.changeVault).toHaveBeenCalledWith({ enabled: true })
  expect(await screen.findByText('1 session would have been deleted this week')).toBeVisible()
})

it('lists what is deleted, with a way to it', async () => {
  show(kept)
  await userEvent.click(await screen.findByRole('button', { name: 'Show' }))
  expect(screen.getByRole('link', { name: 'The fence' })).toHaveAttribute('href', `/projects/p/chat/${id}`)
})

it('says what a check has found', async () => {
  show(kept)
  vi.mocked(server.verifyVault).mockResolvedValueOnce({ sessions: 12, damaged: [] })
  await userEvent.click(await screen.findByRole('button', { name: 'Check now' }))
  expect(await screen.findByText('All is well: 12 sessions checked.')).toBeVisible()
  const damaged = [{ sessionId: kept.expiring[0]?.sessionId ?? fail(), files: ['/there/x.jsonl'] }]
  vi.mocked(server.verifyVault).mockResolvedValueOnce({ sessions: 12, damaged })
  await userEvent.click(screen.getByRole('button', { name: 'Check now' }))
  expect(await screen.findByText(/\/there\/x\.jsonl/)).toBeVisible()
})

it('shows the exact change of the settings file before it is made', async () => {
  show(kept)
  const change = {
    agent: 'claude',
    days: 365,
    path: '/home/a/settings.json',
    before: '{\n  "a": 1\n}\n',
    after: '{\n  "cleanupPeriodDays": 365,\n  "a": 1\n}\n',
    version: 'v1'
  }
  vi.mocked(server.previewRetention).mockResolvedValue(change)
  vi.mocked(server.lengthenRetention).mockResolvedValue({ ...kept, retention: [] })
  await userEvent.click(await screen.findByRole('button', { name: 'Keep for a year…' }))
  const dialog = within(await screen.findByRole('alertdialog'))
  expect(dialog.getByText('+ "cleanupPeriodDays": 365,', { exact: false })).toBeVisible()
  expect(server.lengthenRetention).not.toHaveBeenCalled()
  await userEvent.click(dialog.getByRole('button', { name: 'Change the file' }))
  expect(server.lengthenRetention).toHaveBeenCalledWith({ agent: 'claude', days: 365, version: 'v1' })
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
})

it('the change of a file is the lines that differ, with some around them', () => {
  expect(changedLines('{\n 1\n 2\n 3\n}\n', '{\n 1\n 2\n 4\n}\n')).toEqual([
    { kind: 'same', text: ' 1' },
    { kind: 'same', text: ' 2' },
    { kind: 'removed', text: ' 3' },
    { kind: 'added', text: ' 4' },
    { kind: 'same', text: '}' }
  ])
})

function fail(): never {
  throw new Error('the sample has a session')
}
