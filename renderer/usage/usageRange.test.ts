import { expect, it } from 'vitest'
import { allDays, daysOf } from './usageRange.ts'

const now = new Date(2026, 2, 3, 23, 59)
const none = { from: '', to: '' }

it.each([
  ['week', { from: '2026-02-25', to: '' }],
  ['month', { from: '2026-02-02', to: '' }],
  ['quarter', { from: '2025-12-04', to: '' }],
  ['all', none],
  ['own', none]
] as const)('%s', (range, days) => {
  expect(daysOf(range, none, now)).toEqual(days)
})

it('own days the wrong way round are turned', () => {
  expect(daysOf('own', { from: '2026-02-02', to: '2026-01-01' }, now)).toEqual({
    from: '2026-01-01',
    to: '2026-02-02'
  })
})

it('days between are there, over the end of a month, and not more than are wanted', () => {
  expect(allDays(['2026-02-27', '2026-03-02'], 100)).toEqual([
    '2026-02-27',
    '2026-02-28',
    '2026-03-01',
    '2026-03-02'
  ])
  expect(allDays(['2026-02-27', '2026-03-02'], 2)).toEqual(['2026-03-01', '2026-03-02'])
  expect(allDays([], 5)).toEqual([])
})
