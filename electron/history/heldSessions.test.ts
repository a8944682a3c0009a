import { expect, it } from 'vitest'
import { SessionId } from '../../shared/ids.ts'
import type { HeldBy } from '../../shared/session.ts'
import type { HeldSession, RunningSource } from '../agent/running.ts'
import { handClock } from '../../tests/support/handClock.ts'
import { HeldSessions } from './heldSessions.ts'

const clock = handClock()
const one = SessionId.parse('7f7e1d0a-51f5-4d39-8c3f-6a1b2c3d4e5f')
const other = SessionId.parse('1e8bfa5c-0c5c-4f0e-9c59-0d2b4f8f6a11')
const idle: HeldBy = { kind: 'terminal', pid: 5, status: 'idle', waitingFor: null }

/** An agent whose registry is told what it holds. */
function stub(): {
  running: RunningSource
  hold: (...held: readonly (readonly [SessionId, HeldBy])[]) => void
} {
  let held = new Map<SessionId, HeldSession>()
  let told: () => void = () => undefined
  return {
    running: {
      watch: (changed) => {
        told = changed
        return {
          held: () => held,
          look: () => Promise.resolve(),
          end: (id) => Promise.resolve(!held.has(id)),
          close: () => Promise.resolve()
        }
      }
    },
    hold: (...now) => {
      held = new Map(now.map(([sessionId, heldBy]) => [sessionId, { sessionId, cwd: '/', heldBy }]))
      told()
    }
  }
}

it('tells which sessions are taken, let go or held otherwise, and no others', () => {
  const { running, hold } = stub()
  const told: string[] = []
  const sessions = new HeldSessions({
    clock,
    agents: [{ id: 'claude', running }, { id: 'guide' }],
    changed: (agentId, id) =>
      told.push(`${agentId} ${id === one ? 'one' : 'other'} ${sessions.of(agentId, id)?.status}`)
  })
  sessions.startSoon()
  clock.advance(1_000)
  expect([sessions.isEmpty, sessions.of('claude', one)]).toEqual([true, null])
  hold([one, idle], [other, idle])
  hold([one, { ...idle, status: 'waiting', waitingFor: 'permission prompt' }], [other, { ...idle }])
  hold([other, idle])
  expect(told).toEqual(['claude one idle', 'claude other idle', 'claude one waiting', 'claude one undefined'])
  expect([sessions.isEmpty, sessions.of('claude', other), sessions.of('guide', other)]).toEqual([
    false,
    idle,
    null
  ])
})

it('what runs when it begins to watch is told, too', () => {
  const { running, hold } = stub()
  hold([one, idle])
  const told: string[] = []
  const sessions = new HeldSessions({
    clock,
    agents: [{ id: 'claude', running }],
    changed: (_, id) => told.push(id)
  })
  sessions.startSoon()
  clock.advance(1_000)
  expect(told).toEqual([one])
})

it('an agent that knows of no other processes is not asked, and nothing of it has to end', async () => {
  const sessions = new HeldSessions({ clock, agents: [{ id: 'guide' }], changed: () => undefined })
  sessions.startSoon()
  clock.advance(1_000)
  expect([sessions.look('guide'), await sessions.end('guide', one)]).toEqual([null, true])
})

it('whoever asks first does not wait for that', async () => {
  const { running, hold } = stub()
  hold([one, idle])
  const sessions = new HeldSessions({ clock, agents: [{ id: 'claude', running }], changed: () => undefined })
  sessions.startSoon()
  expect(sessions.of('claude', one)).toBeNull()
  await sessions.look('claude')
  expect(sessions.of('claude', one)).toEqual(idle)
})
