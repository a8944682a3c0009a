import { expect, test } from 'vitest'
import { parseJson } from './parseJson.ts'

test('gives the value, and nothing for what is no JSON', () => {
  expect(parseJson('{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] })
  for (const text of ['', '{', 'undefined', "{'a':1}"]) expect(parseJson(text)).toBeUndefined()
})

test('two hundred levels are read, a hundred thousand are not', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
  expect(parseJson(nested(200))).toBeDefined()
  expect(parseJson(nested(202))).toBeUndefined()
  expect(parseJson(nested(100_000))).toBeUndefined()
  expect(parseJson('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000))).toBeUndefined()
})
