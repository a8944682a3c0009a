import { describe, expect, it } from 'vitest'
import { earlierRows, indexOfStart, isOverfull, newestRows } from './rowWindow.ts'

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `m${index}` }))

describe('the window of rows', () => {
  it('is everything in a short session', () => {
    expect(newestRows(rows(120))).toBeNull()
  })

  it('is the newest 120 of a long one, and grows upwards to the beginning', () => {
    const long = rows(300)
    const start = newestRows(long)
    expect(start).toBe('m180')
    const earlier = earlierRows(long, start)
    expect(earlier).toBe('m100')
    expect(earlierRows(long, earlierRows(long, earlier))).toBeNull()
  })

  it('stays on its first message when older ones come in before it', () => {
    const older = [{ id: 'old' }, ...rows(300)]
    expect(indexOfStart(older, 'm180')).toBe(181)
  })

  it('is overfull only far beyond what it opens with', () => {
    expect([isOverfull(rows(320), null), isOverfull(rows(321), null)]).toEqual([false, true])
  })
})
