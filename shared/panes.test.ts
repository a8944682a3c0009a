import { expect, test } from 'vitest'
import { readKeptPanes } from './panes.ts'

test.each([
  [null, {}],
  ['{}', {}],
  [[1, 2], {}],
  [
    { sidebar: 300, isSidebarHidden: true },
    { sidebar: 300, isSidebarHidden: true }
  ],
  [{ sidebar: -5, right: 'wide', bottom: 200 }, { bottom: 200 }],
  [{ sidebar: Number.NaN, right: 1e9, later: { than: 'this' } }, {}]
])('of %j what can be read holds', (kept, expected) => {
  expect(readKeptPanes(kept)).toEqual(expected)
})
