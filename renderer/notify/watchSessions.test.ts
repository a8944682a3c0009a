import { expect, test } from 'vitest'
import { sampleSession } from '../../shared/sampleSession.ts'
import { watchSessions } from './watchSessions.ts'

const running = { session: { ...sampleSession, state: 'running' as const }, openPermissions: 0 }
const idle = { session: sampleSession, openPermissions: 0 }

function watching(options: { inFront?: boolean; wanted?: boolean } = {}) {
  const told: string[] = []
  const hear = watchSessions({
    isInFront: () => options.inFront ?? false,
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

test('who looks at the window, or does not want to be told, is not', () => {
  for (const options of [{ inFront: true }, { wanted: false }]) {
    const { hear, told } = watching(options)
    hear(running)
    hear({ ...running, openPermissions: 1 })
    hear(idle)
    expect(told).toEqual([])
  }
})
