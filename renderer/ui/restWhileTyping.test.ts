import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { restWhileTyping } from './restWhileTyping.ts'

const root = document.documentElement
let end: () => void

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['performance', 'requestAnimationFrame', 'cancelAnimationFrame', 'setTimeout', 'clearTimeout']
  })
  end = restWhileTyping(root)
})
afterEach(() => {
  end()
  vi.useRealTimers()
})

function isResting(): boolean {
  return root.dataset['typing'] !== undefined
}

function type(): void {
  document.body.dispatchEvent(new Event('input', { bubbles: true }))
}

it('begins after the frame of the first letter and ends a moment after the last', () => {
  type()
  expect(isResting()).toBe(false)
  vi.advanceTimersByTime(20)
  expect(isResting()).toBe(true)
  for (let letter = 0; letter < 10; letter += 1) {
    vi.advanceTimersByTime(300)
    type()
  }
  expect(isResting()).toBe(true)
  vi.advanceTimersByTime(499)
  expect(isResting()).toBe(true)
  vi.advanceTimersByTime(2)
  expect([isResting(), vi.getTimerCount()]).toEqual([false, 0])
  type()
  vi.advanceTimersByTime(20)
  expect(isResting()).toBe(true)
})

it('leaves nothing behind when it is ended', () => {
  type()
  vi.advanceTimersByTime(20)
  type()
  end()
  expect([isResting(), vi.getTimerCount()]).toEqual([false, 0])
})
