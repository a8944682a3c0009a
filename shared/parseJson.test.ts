import { expect, test } from 'vitest'
import { parseJson } from './parseJson.ts'

test.each([
  ['{"a":[1,null]}', { a: [1, null] }],
  ['null', null],
  ['"x"', 'x'],
  ['', undefined],
  ['{"a":', undefined],
  ['{} {}', undefined],
  [null, undefined]
])('%j is read as %j', (text, expected) => {
  expect(parseJson(text)).toEqual(expected)
})
