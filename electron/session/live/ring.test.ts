import { expect, test } from 'vitest'
import { FrameRing } from './ring.ts'

function filled(count: number, limits = { frames: 10, bytes: 1000 }): FrameRing {
  const ring = new FrameRing(limits)
  for (let seq = 1; seq <= count; seq += 1) ring.push(`f${seq}`)
  return ring
}

test('gives what came after a seq, in order', () => {
  expect(filled(5).since(2)).toEqual(['f3', 'f4', 'f5'])
  expect(filled(5).since(5)).toEqual([])
  expect(filled(0).since(0)).toEqual([])
})

test('says when it has forgotten', () => {
  const ring = filled(25)
  expect(ring.since(14)).toBeNull()
  expect(ring.since(15)).toEqual(['f16', 'f17', 'f18', 'f19', 'f20', 'f21', 'f22', 'f23', 'f24', 'f25'])
})

test('does not know a seq that has not been', () => {
  expect(filled(5).since(6)).toBeNull()
})

test('keeps the newest frame however large it is', () => {
  const ring = new FrameRing({ frames: 10, bytes: 5 })
  ring.push('small')
  ring.push('x'.repeat(100))
  expect(ring.since(1)).toEqual(['x'.repeat(100)])
  expect(ring.since(0)).toBeNull()
})

test('stays correct while it is compacted', () => {
  const ring = filled(5000)
  expect(ring.lastSeq).toBe(5000)
  expect(ring.since(4998)).toEqual(['f4999', 'f5000'])
  expect(ring.since(4989)).toBeNull()
})
