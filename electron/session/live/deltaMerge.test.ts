import { expect, test } from 'vitest'
import type { BlockGrown } from '../../../shared/events.ts'
import { handClock } from '../../../tests/support/handClock.ts'
import { DeltaMerge } from './deltaMerge.ts'

const grown = (messageId: string, append: string): BlockGrown => ({
  type: 'stream_output',
  messageId,
  index: 0,
  append
})

function setUp() {
  const clock = handClock(1_000)
  const published: BlockGrown[][] = []
  let isBehind = false
  const merge = new DeltaMerge({
    clock,
    isBehind: () => isBehind,
    publish: (deltas) => void published.push([...deltas])
  })
  return { clock, published, merge, fallBehind: (behind: boolean) => void (isBehind = behind) }
}

test('while readers keep up and deltas come slowly, each goes out at once', () => {
  const { merge, published } = setUp()
  merge.add(grown('a', '1'))
  merge.add(grown('a', '2'))
  expect(published).toEqual([[grown('a', '1')], [grown('a', '2')]])
})

test('while no reader keeps up, deltas of one block travel together, once a frame', () => {
  const { merge, published, clock, fallBehind } = setUp()
  fallBehind(true)
  for (const text of ['1', '2', '3']) merge.add(grown('a', text))
  expect(published).toEqual([])
  clock.advance(16)
  expect(published).toEqual([[grown('a', '123')]])
})

test('answers that grow side by side are merged each for itself, in the order they began', () => {
  const { merge, published, clock, fallBehind } = setUp()
  fallBehind(true)
  for (const [id, text] of [
    ['a', '1'],
    ['b', 'x'],
    ['a', '2'],
    ['b', 'y']
  ] as const)
    merge.add(grown(id, text))
  clock.advance(16)
  expect(published).toEqual([[grown('a', '12'), grown('b', 'xy')]])
})

test('nothing overtakes what is held: a delta that may go takes it along, a flush sends it', () => {
  const { merge, published, fallBehind } = setUp()
  fallBehind(true)
  merge.add(grown('a', '1'))
  fallBehind(false)
  merge.add(grown('a', '2'))
  expect(published).toEqual([[grown('a', '12')]])
  fallBehind(true)
  merge.add(grown('a', '3'))
  merge.flush()
  merge.flush()
  expect(published).toEqual([[grown('a', '12')], [grown('a', '3')]])
})

test('a merge that has grown large does not wait for the frame', () => {
  const { merge, published, fallBehind } = setUp()
  fallBehind(true)
  merge.add(grown('a', 'x'.repeat(20_000)))
  merge.add(grown('a', 'y'.repeat(20_000)))
  expect(published).toEqual([[grown('a', 'x'.repeat(20_000) + 'y'.repeat(20_000))]])
})
