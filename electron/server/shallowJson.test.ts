import { expect, test } from 'vitest'
import { parseShallowJson } from './shallowJson.ts'

test('gives the value, and nothing for what is no JSON', () => {
  expect(parseShallowJson('{"a":[1,{"b":null}]}')).toEqual({ a: [1, { b: null }] })
  for (const text of ['', '{', 'undefined', "{'a':1}"]) expect(parseShallowJson(text)).toBeUndefined()
})

test('two hundred levels are read, a hundred thousand are not', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
  expect(parseShallowJson(nested(200))).toBeDefined()
  expect(parseShallowJson(nested(202))).toBeUndefined()
  expect(parseShallowJson(nested(100_000))).toBeUndefined()
  expect(parseShallowJson('{"a":'.repeat(100_000) + '1' + '}'.repeat(100_000))).toBeUndefined()
})
