import { expect, test } from 'vitest'
import { RowHeights } from './rowHeights.ts'

test('a row keeps its height until the transcript has another width', () => {
  const heights = new RowHeights()
  heights.useWidth(800)
  heights.remember('m1', 40.5)
  heights.useWidth(800)
  expect([heights.recall('m1'), heights.recall('m2')]).toEqual([40.5, undefined])
  heights.useWidth(600)
  expect(heights.recall('m1')).toBeUndefined()
})

test('the oldest heights are forgotten, the latest kept', () => {
  const heights = new RowHeights()
  for (let at = 0; at < 40_000; at += 1) heights.remember(`m${at}`, at)
  heights.remember('m0', 7)
  heights.remember('one more', 1)
  expect([heights.recall('m0'), heights.recall('m1'), heights.recall('one more')]).toEqual([7, undefined, 1])
})
