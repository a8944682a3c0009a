import { expect, test } from 'vitest'
import { dayName } from './DayRow.tsx'

test('a day is called today, yesterday, or by its date', () => {
  const now = new Date(2026, 2, 4, 12).getTime()
  const name = (...day: [number, number, number]) => dayName(new Date(...day).toISOString(), now)
  expect([name(2026, 2, 4), name(2026, 2, 3), name(2026, 2, 2), name(2025, 11, 31)]).toEqual([
    'Today',
    'Yesterday',
    'Monday 2 March',
    expect.stringMatching(/^Wednesday,? 31 December 2025$/)
  ])
})
