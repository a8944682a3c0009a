import { describe, expect, it } from 'vitest'
import { summary } from '../../tests/support/connection/sessionFixtures.ts'
import { emptyMetadata } from '../../shared/session.ts'
import { groupByDay } from './groupByDay.ts'

const NOW = new Date(2026, 10, 22, 15, 0).getTime()

function activeAt(title: string, month: number, day: number, hour: number) {
  const lastMessageAt = new Date(2026, month, day, hour).toISOString()
  return summary({ title, metadata: { ...emptyMetadata, lastMessageAt } })
}

describe('groupByDay', () => {
  it('sorts newest first into days, the last week and months', () => {
    const groups = groupByDay(
      [
        activeAt('last month', 9, 3, 9),
        activeAt('just before midnight', 10, 21, 23),
        activeAt('this morning', 10, 22, 8),
        activeAt('noon', 10, 22, 12),
        activeAt('six days ago', 10, 16, 1),
        activeAt('a week ago', 10, 15, 23)
      ],
      NOW
    )
    expect(groups.map(({ label, sessions }) => [label, sessions.map(({ title }) => title)])).toEqual([
      ['Today', ['noon', 'this morning']],
      ['Yesterday', ['just before midnight']],
      ['Last 7 days', ['six days ago']],
      ['November 2026', ['a week ago']],
      ['October 2026', ['last month']]
    ])
  })
})
