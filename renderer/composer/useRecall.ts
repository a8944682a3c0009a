/** Calls earlier prompts back into the composer by the arrow keys. Used by the message box. */
import { useRef } from 'react'
import { newerPrompt, olderPrompt, withoutRepeats } from './recall.ts'
import type { Recalled } from './recall.ts'

export interface RecallSource {
  /** What was sent in this session, newest first. Asked when a key is pressed. */
  readonly prompts: () => readonly string[]
  /** The oldest that is here was reached. */
  readonly onWantOlder: () => void
}

interface Recall {
  /** What takes the place of the text, null when the key is not for us. */
  readonly older: (text: string) => string | null
  readonly newer: (text: string) => string | null
}

export function useRecall({ prompts, onWantOlder }: RecallSource): Recall {
  const recalled = useRef<Recalled | null>(null)

  function older(text: string): string | null {
    const known = withoutRepeats(prompts())
    const standing = recalled.current?.text === text ? recalled.current : null
    const next = olderPrompt(known, text, standing)
    if (next === null) return null
    recalled.current = next
    if (next.index >= known.length - 2) onWantOlder()
    return next.text
  }

  function newer(text: string): string | null {
    const next = newerPrompt(withoutRepeats(prompts()), text, recalled.current)
    if (next === null) return null
    recalled.current = next === 'draft' ? null : next
    return next === 'draft' ? '' : next.text
  }

  return { older, newer }
}
