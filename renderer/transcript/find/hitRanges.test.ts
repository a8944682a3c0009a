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

test('buttons beside a message and words for screen readers are not searched', () => {
  expect(
    found('<p>tide</p><div role="toolbar"><time>tide</time></div><span class="sr-only">tide</span>', 'tide')
  ).toEqual(['tide'])
})
