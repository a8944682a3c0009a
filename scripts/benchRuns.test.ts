import { expect, it } from 'vitest'
import { summarise, tableOf } from './benchRuns.ts'

const report = (ratio: number, memory: number | null) => ({
  name: 'open',
  ok: true,
  goals: {
    'reader to limit': { goal: '<= 1.5x', measured: ratio, ok: ratio <= 1.5 },
    memory: { goal: '<= 8 MB', measured: memory, ok: true }
  }
})

it('several runs give the median and the range of every goal, and say how often it was met', () => {
  expect(summarise('open', [report(1.4, 1), report(1.6, 3), report(1.2, 2)])).toEqual({
    name: 'open',
    ok: false,
    runs: 3,
    goals: {
      'reader to limit': { goal: '<= 1.5x', median: 1.4, range: [1.2, 1.6], met: 2 },
      memory: { goal: '<= 8 MB', median: 2, range: [1, 3], met: 3 }
    }
  })
})

it('what the system cannot tell stays untold', () => {
  const { ok, goals } = summarise('open', [report(1, null)])
  expect([ok, goals['memory']]).toEqual([true, { goal: '<= 8 MB', median: null, range: null, met: 1 }])
})

it('a report without goals is refused', () => {
  expect(() => summarise('type', [{ name: 'type', perKey: {} }])).toThrow('goals')
})

it('the table has a row for each goal and says which were missed', () => {
  const line = JSON.stringify(summarise('open', [report(1.4, null), report(1.6, null)]))
  expect(tableOf([line]).split('\n').slice(2)).toEqual([
    '| `open` | reader to limit | 1.5 (1.4–1.6), missed in 1 of 2 | at most 1.5x |',
    '|  | memory | not told | at most 8 MB |'
  ])
})
