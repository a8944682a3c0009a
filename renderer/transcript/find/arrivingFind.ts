/**
 * The words with which a session is opened, so that find goes on where a search led to: kept with the entry of the
 * browser's history, where going back and reloading find them again, until find is closed.
 */
import { z } from 'zod'
import { MessageId } from '../../../shared/ids.ts'

export interface ArrivingFind {
  readonly words: string
  /** The message the search led to: find begins there. */
  readonly messageId: MessageId
}

const LONGEST = 500

/** The router keeps what it was given under `usr`. */
const Entry = z.object({
  usr: z.object({ find: z.object({ words: z.string().min(1).max(LONGEST), messageId: MessageId }) })
})

/** What a navigation takes along; nothing without words. */
export function findState(
  words: string | null,
  messageId: MessageId
): { readonly find: ArrivingFind } | null {
  return words === null || words === '' ? null : { find: { words: words.slice(0, LONGEST), messageId } }
}

/** What this page was opened with; null when with nothing, or find was closed since. */
export function arrivingFind(): ArrivingFind | null {
  return Entry.safeParse(window.history.state).data?.usr.find ?? null
}

/** Find was closed: this entry of the history opens it no more. */
export function forgetArrivingFind(): void {
  if (arrivingFind() === null) return
  const state: unknown = window.history.state
  window.history.replaceState({ ...(typeof state === 'object' ? state : null), usr: null }, '')
}
