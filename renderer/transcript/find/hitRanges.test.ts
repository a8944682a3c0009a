import { expect, test } from 'vitest'
import { hitRanges } from './hitRanges.ts'

function found(html: string, query: string): string[] {
  const root = document.createElement('div')
  root.innerHTML = html
  return hitRanges(root, query).map((range) => range.toString())
}

test('a hit may run across inline elements', () => {
  expect(found('<p>low <b>ti</b><i>de</i> and Tide</p>', 'tide')).toEqual(['tide', 'Tide'])
})

test('a hit never runs from one block into the next', () => {
  expect(found('<p>low ti</p><p>de</p>', 'tide')).toEqual([])
})

test('accents, other writings of a letter and signs nobody sees hide nothing, and the whole letter is marked', () => {
  const html =
    '<p>caf\u00e9 <b>cafe</b>\u0301s na\u00efve Stra\u00dfe re\u00adfer\u200bence \u0130stanbul</p>'
  expect(found(html, 'cafe')).toEqual(['caf\u00e9', 'cafe\u0301'])
  expect(found(html, 'CAF\u00c9')).toEqual(['caf\u00e9', 'cafe\u0301'])
  expect(found(html, 'strasse')).toEqual(['Stra\u00dfe'])
  expect(found(html, 'reference')).toEqual(['re\u00adfer\u200bence'])
  expect(found(html, 'istanbul')).toEqual(['\u0130stanbul'])
})

test('buttons beside a message and words for screen readers are not searched', () => {
  expect(
    found('<p>tide</p><div role="toolbar"><time>tide</time></div><span class="sr-only">tide</span>', 'tide')
  ).toEqual(['tide'])
})
