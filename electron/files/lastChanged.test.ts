import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lastChanged } from './lastChanged.ts'

test('the newest come first, and those whose time is not known not at all', () => {
  const times = new Map([
    ['a', 3],
    ['b', 5],
    ['c', 0],
    ['d', 4],
    ['e', 1]
  ])
  expect(lastChanged(['a', 'b', 'c', 'd', 'e', 'unknown'], times, 3)).toEqual(['b', 'd', 'a'])
})

test('they are the same as of all, sorted', () => {
  const someTimes = fc.uniqueArray(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(someTimes, fc.integer({ min: 1, max: 12 }), (times, count) => {
      const changedAt = new Map(times.map((time) => [`file${time}`, time]))
      const expected = times.toSorted((one, other) => other - one).slice(0, count)
      expect(lastChanged([...changedAt.keys()], changedAt, count)).toEqual(
        expected.map((time) => `file${time}`)
      )
    })
  )
})
