import { expect, test } from 'vitest'
import { newerPrompt, olderPrompt, withoutRepeats } from './recall.ts'

const prompts = ['third', 'second', 'first']

test('goes back through what was sent, newest first, and stops at the oldest', () => {
  const third = olderPrompt(prompts, '', null)
  const second = olderPrompt(prompts, 'third', third)
  const first = olderPrompt(prompts, 'second', second)
  expect([third, second, first, olderPrompt(prompts, 'first', first)]).toEqual([
    { index: 0, text: 'third' },
    { index: 1, text: 'second' },
    { index: 2, text: 'first' },
    null
  ])
})

test('comes forward again, to the empty composer in the end', () => {
  expect(newerPrompt(prompts, 'second', { index: 1, text: 'second' })).toEqual({ index: 0, text: 'third' })
  expect(newerPrompt(prompts, 'third', { index: 0, text: 'third' })).toBe('draft')
  expect(newerPrompt(prompts, '', null)).toBe(null)
})

test('never takes the place of words that were written here', () => {
  expect(olderPrompt(prompts, 'mine', null)).toBe(null)
  expect(olderPrompt(prompts, 'third, changed', { index: 0, text: 'third' })).toBe(null)
  expect(newerPrompt(prompts, 'third, changed', { index: 0, text: 'third' })).toBe(null)
})

test('leaves out repeats and empty ones', () => {
  expect(withoutRepeats(['go on', 'go on', '', 'start', 'go on'])).toEqual(['go on', 'start', 'go on'])
})
