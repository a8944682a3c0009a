import { expect, test } from 'vitest'
import { WindowPath } from '../../shared/windowPath.ts'
import { placeHash, placeInHash } from './readingPlace.ts'

const id = '3f2b8a52-6c1e-4a7e-9d2f-0a1b2c3d4e5f'

test.each([
  { messageId: id, offset: 0 },
  { messageId: 'msg_01AbC', offset: -1234 },
  { messageId: 'a/b ~#1', offset: 17 }
])('%j is read as it was written', (place) => {
  expect(placeInHash(placeHash(place))).toEqual(place)
})

test('is part of a path that a window may be opened on', () => {
  const path = `/projects/${id}/chat/${id}${placeHash({ messageId: 'msg_01', offset: -20 })}`
  expect(WindowPath.safeParse(path).success).toBe(true)
})

test('as an address that was taken apart and put together again has it', () => {
  expect(placeInHash('#at=msg_01%7E-20')).toEqual({ messageId: 'msg_01', offset: -20 })
})

test.each(['', '#', '#m-msg_01', '#at=', '#at=x', '#at=x~', '#at=x~y', '#at=%E0%A4%A~1', '#at=~5'])(
  '%j names no place',
  (hash) => {
    expect(placeInHash(hash)).toBeNull()
  }
)
