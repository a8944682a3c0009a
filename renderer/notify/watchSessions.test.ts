import { expect, test } from 'vitest'
import { sampleSession } from '../../tests/support/sampleSession.ts'
import { watchSessions } from './watchSessions.ts'

const running = { session: { ...sampleSession, state: 'running' as const }, openPermissions: 0 }
const idle = { session: sampleSession, openPermissions: 0 }

function watching(options: { lookedAt?: string; wanted?: boolean } = {}) {
  const told: string[] = []
  const hear = watchSessions({
    isLookedAt: ({ id }) => id === options.lookedAt,
    wants: () => options.wanted ?? true,
    tell: (what, session) => told.push(`${what} ${session.id}`)
  })
  return { hear, told }
}

test('the end of a turn is told once', () => {
  const { hear, told } = watching()
  hear(running)
  hear(idle)
  hear(idle)
  expect(told).toEqual([`finished ${sampleSession.id}`])
})

test('who looks at another session of the window is told, too', () => {
  const { hear, told } = watching({ lookedAt: '00000000-0000-4000-8000-000000000001' })
  hear(running)
  hear({ ...idle, outcome: 'failed' })
  expect(told).toEqual([`failed ${sampleSession.id}`])
})

test('who looks at the session, or does not want to be told, is not', () => {
  for (const options of [{ lookedAt: sampleSession.id }, { wanted: false }]) {
    const { hear, told } = watching(options)
    hear(running)
    hear({ ...running, openPermissions: 1 })
    hear(idle)
    expect(told).toEqual([])
  }
})
