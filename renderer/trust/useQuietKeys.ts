/**
 * Whether the keyboard has been quiet for a moment: what is pressed in the middle of a word, or as a question
 * appears, was meant for something else. Used by the buttons that answer the question of trust.
 */
import { useCallback, useEffect, useRef } from 'react'
import { isInputMethod } from '../keys/keyNames.ts'
import { isCharacter } from '../permission/typing.ts'

/** Milliseconds without a letter; nobody who reads a question answers it faster. */
export const QUIET_MS = 500

/** Letters anywhere in the window count, and so does the moment the question came. */
export function useQuietKeys(): () => boolean {
  const last = useRef(Number.POSITIVE_INFINITY)
  useEffect(() => {
    last.current = performance.now()
    function onKey(event: KeyboardEvent): void {
      // Space presses a button; a word in front of it makes it part of a sentence. So does one of an input method.
      if ((isCharacter(event.key) && event.key !== ' ') || isInputMethod(event))
        last.current = performance.now()
    }
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
  return useCallback(() => performance.now() - last.current >= QUIET_MS, [])
}
