import { expect, test } from 'vitest'
import { keyGroups } from './keyGroups.ts'
import { actionChords, localKeys } from '../../shared/keymap.ts'

test('no two actions share a key', () => {
  const chords = Object.values(actionChords)
  expect(chords.filter((chord, index) => chords.indexOf(chord) !== index)).toEqual([])
})

test('every key of the map stands on the help sheet, with words', () => {
  const local = Object.values(localKeys).reduce((sum, keys) => sum + Object.keys(keys).length, 0)
  const rows = keyGroups(false).flatMap((group) => group.rows)
  expect(rows).toHaveLength(Object.keys(actionChords).length + local)
  expect(rows.filter(({ label }) => label === '')).toEqual([])
})

test('with the keys for sending swapped the sheet says so', () => {
  const chordsOf = (swapped: boolean, label: string) =>
    keyGroups(swapped)
      .flatMap((group) => group.rows)
      .find((row) => row.label === label)?.chords
  expect(chordsOf(false, 'New line')).toEqual(['Shift+Enter'])
  expect(chordsOf(true, 'New line')).toEqual(['Enter'])
})
