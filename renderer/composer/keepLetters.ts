/**
 * Keeps what a letter causes within its text box: React listens at the page's root to every event there is, and
 * looks for who wants it from the box up to the root, a dozen times a letter. Nobody does, so that most of what a
 * letter costs is that search. Keys that can mean something (Enter, arrows, chords) and the change itself go the
 * usual way; so does every key of an input method. Used by the message box.
 */
import { isInputMethod } from '../keys/keyNames.ts'

/** `textInput` is Chromium's, from before `beforeinput`. */
const EVENTS = ['keydown', 'keypress', 'keyup', 'beforeinput', 'textInput'] as const

/** Returns the way to end it. Whoever listens at the window itself hears of everything. */
export function keepLetters(box: HTMLElement): () => void {
  function keep(event: Event): void {
    if (event.target === box && isOfLetter(event)) event.stopPropagation()
  }
  for (const name of EVENTS) window.addEventListener(name, keep, { capture: true })
  return () => {
    for (const name of EVENTS) window.removeEventListener(name, keep, { capture: true })
  }
}

function isOfLetter(event: Event): boolean {
  if (!(event instanceof KeyboardEvent)) return true
  const { key, ctrlKey, metaKey, altKey } = event
  return key.length === 1 && !ctrlKey && !metaKey && !altKey && !isInputMethod(event)
}
