import { expect, test } from 'vitest'
import { HalfOpen } from './halfOpen.ts'

test('one more than there may be ends the oldest', () => {
  const ended: number[] = []
  const halfOpen = new HalfOpen(2)
  for (const number of [1, 2, 3, 4]) halfOpen.add(() => void ended.push(number))
  expect([ended, halfOpen.count]).toEqual([[1, 2], 2])
})

test('who has shown a token is not ended any more, and takes no place', () => {
  const ended: number[] = []
  const halfOpen = new HalfOpen(1)
  const known = halfOpen.add(() => void ended.push(1))
  known()
  known()
  halfOpen.add(() => void ended.push(2))
  expect([ended, halfOpen.count]).toEqual([[], 1])
})
