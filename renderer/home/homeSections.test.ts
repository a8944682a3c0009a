import { expect, test } from 'vitest'
import { SessionId } from '../../shared/ids.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { sampleSession } from '../../tests/support/sampleSession.ts'
import { homeSections } from './homeSections.ts'

const held = { kind: 'terminal', pid: 5, waitingFor: null } as const

function session(at: number, changes: Partial<SessionSummary> = {}): SessionSummary {
  const id = SessionId.parse(`00000000-0000-4000-8000-0000000000${String(at).padStart(2, '0')}`)
  const updatedAt = new Date(Date.UTC(2026, 0, 1, at)).toISOString()
  return { ...sampleSession, id, updatedAt, title: `at ${at}`, ...changes }
}

const titles = (sessions: readonly SessionSummary[]) => sessions.map(({ title }) => title)

test('each session stands once, where it matters most', () => {
  const asks = session(1, { state: 'running' })
  const { waits, runs, others } = homeSections({
    newest: [
      session(9),
      session(8, { unseen: 'done' }),
      session(7, { unseen: 'failed' }),
      session(6, { state: 'running', unseen: 'done' }),
      session(5, { archived: true, unseen: 'failed' }),
      asks
    ],
    held: [
      session(3, { heldBy: { ...held, status: 'waiting' } }),
      session(4, { heldBy: { ...held, status: 'idle' } }),
      session(2, { heldBy: { ...held, status: 'busy' } })
    ],
    told: {},
    openPermissions: { [asks.id]: 1 }
  })
  expect([titles(waits), titles(runs), titles(others)]).toEqual([
    ['at 3', 'at 1', 'at 7', 'at 8'],
    ['at 6', 'at 2', 'at 4'],
    ['at 9']
  ])
})

test('what was told last is what counts, wherever the session was listed before', () => {
  const before = session(1)
  const now = { ...before, state: 'running' as const }
  const { runs, others } = homeSections({
    newest: [before],
    held: [],
    told: { [now.id]: now },
    openPermissions: {}
  })
  expect([titles(runs), titles(others)]).toEqual([['at 1'], []])
})
