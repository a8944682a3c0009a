import { characterEntities } from 'character-entities'
import { expect, it } from 'vitest'
import { decodeEntities } from './decodeEntities.ts'

it('knows every name of HTML5', () => {
  const names = Object.keys(characterEntities)
  expect(names.length).toBeGreaterThan(2_000)
  expect(names.filter((name) => decodeEntities(`&${name};`) !== characterEntities[name])).toEqual([])
})

it.each([
  ['a name nobody knows', '&nobody; &notit; &ampx;'],
  ['a name without its end', '&amp &hearts'],
  ['an element behind a name', '&lt<b>'],
  ['numbers that are no characters', '&#0; &#xd800; &#x110000;']
])('leaves %s as it is', (_what, text) => {
  expect(decodeEntities(text)).toBe(text)
})

it('reads each in its place', () => {
  expect(decodeEntities('&lt;b&gt; &amp;amp; &semi; &#x41;&#66; &hearts;&hearts;')).toBe('<b> &amp; ; AB ♥♥')
})
