import { expect, it } from 'vitest'
import { HeldLines } from './heldLines.ts'

const line = (offset: number): { offset: number; bytes: Buffer } => ({ offset, bytes: Buffer.alloc(10) })
const offsetsOf = (held: HeldLines, parent: string): number[] | null =>
  held.take(parent)?.map(({ offset }) => offset) ?? null

it('gives what follows a record oldest first, once, however often it was settled meanwhile', () => {
  const held = new HeldLines()
  for (const offset of [90, 80]) held.hold('a', line(offset))
  held.settle()
  for (const offset of [70, 60]) held.hold('a', line(offset))
  expect(held.has('a')).toBe(true)
  expect([offsetsOf(held, 'a'), offsetsOf(held, 'a'), held.has('a')]).toEqual([[60, 70, 80, 90], null, false])
})

it.each([1, 5])('forgets what was held since it was settled, and nothing else (%i of it)', (count) => {
  const held = new HeldLines()
  held.hold('a', line(90))
  held.settle()
  for (let at = 0; at < count; at += 1) held.hold(`b${at}`, line(50 - at))
  held.hold('a', line(40))
  held.forgetRecent()
  expect(held.entries()).toEqual([['a', [{ offset: 90, length: 10 }]]])
})

it('settles many into few without losing their order', () => {
  const held = new HeldLines()
  held.hold('a', line(90))
  held.settle()
  for (const [parent, offset] of [
    ['a', 80],
    ['b', 70],
    ['c', 60],
    ['a', 50]
  ] as const)
    held.hold(parent, line(offset))
  held.settle()
  held.forgetRecent()
  expect(['a', 'b', 'c'].map((parent) => offsetsOf(held, parent))).toEqual([[50, 80, 90], [70], [60]])
})

it('knows the end of the last line within reach', () => {
  const held = new HeldLines()
  for (const offset of [200, 120]) held.hold('a', line(offset))
  held.settle()
  held.hold('b', line(105))
  expect([held.endWithin(100, 5), held.endWithin(100, 20), held.endWithin(100, 60)]).toEqual([100, 115, 130])
})
