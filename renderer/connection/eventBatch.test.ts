import { beforeEach, expect, test } from 'vitest'
import type { EventFrame } from '../../shared/protocol.ts'
import { EventBatch } from './eventBatch.ts'
import { eventFrame, message } from '../../tests/support/connection/sessionFixtures.ts'

let applied: number[][] = []
let draw: (() => void) | null = null

function makeBatch(): EventBatch {
  return new EventBatch({
    apply: (frames) => applied.push(frames.map(({ seq }) => seq)),
    nextFrame: (callback) => {
      draw = callback
      return () => {
        draw = null
      }
    }
  })
}

function delta(seq: number): EventFrame {
  return eventFrame(seq, { type: 'stream_output', messageId: 'm', index: 0, append: 'x' })
}
const added = (seq: number): EventFrame => eventFrame(seq, { type: 'message_added', message: message('m') })

beforeEach(() => {
  applied = []
  draw = null
})

test('deltas of one frame are one change', () => {
  const batch = makeBatch()
  batch.add(delta(1))
  batch.add(delta(2))
  expect([applied, batch.last]).toMatchObject([[], { epoch: 'e1', seq: 2 }])
  draw?.()
  batch.add(delta(3))
  draw?.()
  expect([applied, batch.last]).toEqual([[[1, 2], [3]], null])
})

test('anything else is applied at once, after what waited', () => {
  const batch = makeBatch()
  batch.add(delta(1))
  batch.add(added(2))
  batch.add(added(3))
  expect([applied, draw]).toEqual([[[1, 2], [3]], null])
})
