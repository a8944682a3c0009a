import { afterEach, beforeEach, expect, test } from 'vitest'
import { keepLetters } from './keepLetters.ts'

/** What the page's root hears, in either direction, as React listens. */
let heard: string[]
let box: HTMLTextAreaElement
let other: HTMLTextAreaElement
let end: () => void
const names = ['keydown', 'keypress', 'keyup', 'beforeinput', 'textInput', 'input'] as const

beforeEach(() => {
  heard = []
  const root = document.createElement('div')
  box = document.createElement('textarea')
  other = document.createElement('textarea')
  root.append(box, other)
  document.body.append(root)
  for (const name of names) {
    root.addEventListener(name, () => heard.push(`${name} down`), { capture: true })
    root.addEventListener(name, () => heard.push(name))
  }
  end = keepLetters(box)
})

afterEach(() => {
  end()
  document.body.replaceChildren()
})

function press(target: HTMLElement, init: KeyboardEventInit): void {
  for (const name of ['keydown', 'keypress', 'keyup']) {
    target.dispatchEvent(new KeyboardEvent(name, { bubbles: true, cancelable: true, ...init }))
  }
}

test('of a letter the root hears nothing but the change', () => {
  press(box, { key: 'a' })
  press(box, { key: 'A', shiftKey: true })
  press(box, { key: ' ' })
  press(box, { key: 'ж' })
  for (const name of ['beforeinput', 'textInput', 'input'])
    box.dispatchEvent(new Event(name, { bubbles: true }))
  expect(heard).toEqual(['input down', 'input'])
})

test.each([
  ['a key with a name', { key: 'Enter' }],
  ['a chord', { key: 'k', ctrlKey: true }],
  ['a chord of a Mac', { key: 'k', metaKey: true }],
  ['what is written with Alt', { key: 'å', altKey: true }],
  ['a key of an input method', { key: 'k', isComposing: true }],
  ['what an input method has taken', { key: 'k', keyCode: 229 }]
])('%s goes the usual way', (_, init) => {
  press(box, init)
  expect(heard).toEqual(['keydown down', 'keydown', 'keypress down', 'keypress', 'keyup down', 'keyup'])
})

test('a letter in another box goes the usual way', () => {
  press(other, { key: 'a' })
  expect(heard).toHaveLength(6)
})

test('who listens at the window hears of every letter', () => {
  let count = 0
  const listen = (): void => void (count += 1)
  window.addEventListener('keydown', listen, { capture: true })
  press(box, { key: 'a' })
  window.removeEventListener('keydown', listen, { capture: true })
  expect(count).toBe(1)
})

test('once ended, everything goes the usual way', () => {
  end()
  press(box, { key: 'a' })
  expect(heard).toHaveLength(6)
})
