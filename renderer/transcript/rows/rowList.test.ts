import { expect, test } from 'vitest'
import { messagesAfter } from '../EndPill.tsx'
import { message } from '../../../tests/support/connection/sessionFixtures.ts'
import { indexRows, joinRows } from './rowList.ts'
import { liveRow } from './transcriptRows.ts'
import type { TranscriptRow } from './transcriptRows.ts'

function row(id: string): TranscriptRow {
  return { kind: 'message', key: id, message: message(id), place: 1, estimate: 50 }
}

const settled = [row('m1'), row('m2')]
const list = joinRows(settled, indexRows(settled), [row('m3'), liveRow])

test('two runs of rows read as one', () => {
  expect(list.count).toBe(4)
  expect([0, 1, 2, 3, 4].map((at) => list.at(at)?.key)).toEqual(['m1', 'm2', 'm3', 'live', undefined])
  expect(['m1', 'm3', 'live', 'gone'].map((key) => list.indexOf(key))).toEqual([0, 2, 3, -1])
})

test('new are the messages below the last one seen', () => {
  expect(['m1', 'm2', 'm3', 'gone', null].map((key) => messagesAfter(list, key))).toEqual([2, 1, 0, 0, 0])
})
