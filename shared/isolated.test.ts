import { expect, it } from 'vitest'
import { isolated } from './isolated.ts'

it.each([
  ['Fix the build', 'Fix the build'],
  ['Größe 日本 😀', 'Größe 日本 😀'],
  ['', ''],
  ['תקן את הבנייה', '\u2068תקן את הבנייה\u2069'],
  ['fix إصلاح (1)', '\u2068fix إصلاح (1)\u2069'],
  ['\u202eexe.txt', '\u2068exe.txt\u2069'],
  ['a\u2069\u2067b', '\u2068ab\u2069']
])('%j stands in a sentence as %j', (text, shown) => {
  expect(isolated(text)).toBe(shown)
})
