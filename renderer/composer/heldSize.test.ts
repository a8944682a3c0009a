import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { holdSize } from './heldSize.ts'
import type { HeldSize } from './heldSize.ts'

const LINE = 22
let box: HTMLTextAreaElement
let held: HeldSize

/** A box of lines of ten letters, as the style sheet sizes it; what is set by hand holds. */
function layOut(element: HTMLTextAreaElement): void {
  const lines = (): number => Math.max(1, Math.ceil(element.value.length / 10)) * LINE
  Object.defineProperty(element, 'offsetHeight', {
    configurable: true,
    get: () => Number.parseFloat(element.style.height) || lines()
  })
  Object.defineProperty(element, 'scrollHeight', { get: () => Math.max(lines(), element.offsetHeight) })
}

function type(value: string): void {
  box.value = value
  box.dispatchEvent(new Event('input', { bubbles: true }))
}

beforeEach(() => {
  vi.useFakeTimers()
  box = document.createElement('textarea')
  box.style.minHeight = `${LINE}px`
  layOut(box)
  document.body.append(box)
  held = holdSize(box)
})

afterEach(() => {
  held.end()
  document.body.replaceChildren()
  vi.useRealTimers()
})

test('a letter that changes no line finds the size held', () => {
  type('a')
  expect(box.style.height).toBe(`${LINE}px`)
  type('ab')
  type('a')
  expect([box.style.height, box.style.contain]).toEqual([`${LINE}px`, 'size layout paint'])
})

test('the letter that begins a line is given its line at once, and the next one finds that size held', () => {
  type('0123456789')
  type('0123456789a')
  expect([box.style.height, box.style.contain, box.offsetHeight]).toEqual(['', '', 2 * LINE])
  type('0123456789ab')
  expect(box.style.height).toBe(`${2 * LINE}px`)
})

test('what is taken away may take a line with it', () => {
  type('0123456789a')
  type('0123456789')
  expect([box.style.height, box.offsetHeight]).toEqual(['', LINE])
})

test('words that were not typed are given the size they need', () => {
  type('a')
  box.value = 'much longer than one line'
  held.check()
  expect(box.style.height).toBe('')
})

test('who pauses, leaves the box or changes the window has the style sheet decide again', () => {
  type('a')
  vi.advanceTimersByTime(499)
  type('ab')
  vi.advanceTimersByTime(499)
  expect(box.style.height).toBe(`${LINE}px`)
  vi.advanceTimersByTime(1)
  expect(box.style.height).toBe('')
  for (const leave of [
    () => box.dispatchEvent(new Event('blur')),
    () => window.dispatchEvent(new Event('resize'))
  ]) {
    type(`${box.value}c`)
    expect(box.style.height).not.toBe('')
    leave()
    expect(box.style.height).toBe('')
  }
})

test('a box that is not laid out is left alone', () => {
  Object.defineProperty(box, 'offsetHeight', { get: () => 0, configurable: true })
  type('a')
  expect(box.style.height).toBe('')
})
