import { describe, expect, it } from 'vitest'
import { formatRelative, formatShort } from './formatTime.ts'

const NOW = new Date(2026, 10, 22, 15, 0).getTime()
const ago = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString()

describe('times', () => {
  it.each([
    [0, 'just now', 'now'],
    [12, '12 min ago', '12m'],
    [60 * 3, '3 h ago', '3h'],
    [60 * 20, 'yesterday', 'Sat'],
    [60 * 24 * 3, '19 Nov', 'Thu'],
    [60 * 24 * 30, '23 Oct', '23 Oct'],
    [60 * 24 * 400, '18 Oct 2025', '18 Oct 2025']
  ])('%i minutes ago', (minutes, relative, short) => {
    expect([formatRelative(ago(minutes), NOW), formatShort(ago(minutes), NOW)]).toEqual([relative, short])
  })

  it('never speaks of the future when clocks differ', () => {
    expect(formatRelative(ago(-5), NOW)).toBe('just now')
  })
})
