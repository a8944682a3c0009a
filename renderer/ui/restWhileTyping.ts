/**
 * What moves on the page for decoration rests while somebody types (`data-typing` in app.css). While anything
 * moves, Chromium draws frames without end, and a letter waits for the next of them; otherwise it gets one at once.
 * Started by `App`.
 */
import { afterPaint } from '../stores/afterPaint.ts'

/** Milliseconds after the last key: pauses between words are no reason to start and stop. */
const REST_MS = 500

/** Returns the way to end it. */
export function restWhileTyping(root: HTMLElement, wait = afterPaint): () => void {
  let keyAt = 0
  let callOff: (() => void) | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function rest(): void {
    root.dataset['typing'] = ''
    goOnLater()
  }

  function goOnLater(): void {
    const left = keyAt + REST_MS - performance.now()
    timer = setTimeout(left > 0 ? goOnLater : goOn, Math.max(0, left))
  }

  function goOn(): void {
    callOff = null
    delete root.dataset['typing']
  }

  function onInput(): void {
    keyAt = performance.now()
    // The letter first. Later ones only move the end.
    callOff ??= wait(rest)
  }

  window.addEventListener('input', onInput, { passive: true })
  return () => {
    window.removeEventListener('input', onInput)
    callOff?.()
    clearTimeout(timer)
    goOn()
  }
}
