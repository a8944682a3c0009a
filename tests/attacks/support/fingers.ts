/** A keyboard for a page without a browser: what keys do by themselves (press a button, write, send a form) is done here. */
import { act, fireEvent } from '@testing-library/react'
import { vi } from 'vitest'

export function pass(milliseconds: number): void {
  act(() => {
    vi.advanceTimersByTime(milliseconds)
  })
}

/** Presses one key, and lets it go, where the focus is. */
export function press(key: string, more: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body
  const isTaken = !fireEvent.keyDown(target, { key, ...more })
  if (!isTaken && key === 'Enter') {
    if (target instanceof HTMLButtonElement && !target.disabled) fireEvent.click(target)
    if (target instanceof HTMLInputElement && target.form !== null) fireEvent.submit(target.form)
  }
  if (!isTaken && key.length === 1) write(target, key)
  const up = document.activeElement ?? document.body
  const isHeld = !fireEvent.keyUp(up, { key, ...more })
  if (isTaken || isHeld || key !== ' ' || up !== target) return
  if (target instanceof HTMLButtonElement && !target.disabled) fireEvent.click(target)
}

export interface Stroke {
  readonly key: string
  /** Milliseconds since the one before. */
  readonly after: number
}

export function type(strokes: readonly Stroke[]): void {
  for (const { key, after } of strokes) {
    pass(after)
    press(key)
  }
}

/** As somebody types it who needs so many milliseconds for a key. */
export function strokesOf(text: string, after: number): readonly Stroke[] {
  return Array.from(text).map((key) => ({ key: key === '\n' ? 'Enter' : key, after }))
}

function write(target: Element, key: string): void {
  const isText = target instanceof HTMLTextAreaElement
  if (!isText && !(target instanceof HTMLInputElement && target.type === 'text')) return
  fireEvent.change(target, { target: { value: `${target.value}${key}` } })
}
