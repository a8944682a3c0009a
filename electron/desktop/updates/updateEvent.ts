/** What the updater says, and what becomes of the state by it. Pure. */
import { unreachable } from '../../../shared/errors.ts'
import type { UpdateState } from '../../../shared/updates.ts'

export type UpdateEvent =
  | { readonly type: 'checking' }
  | { readonly type: 'found'; readonly version: string }
  | { readonly type: 'none' }
  | { readonly type: 'progress'; readonly percent: number }
  | { readonly type: 'downloaded'; readonly version: string; readonly notes: string | null }
  | { readonly type: 'failed'; readonly reason: string }

/** @param at the time in ISO 8601 */
export function afterUpdateEvent(state: UpdateState, event: UpdateEvent, at: string): UpdateState {
  // What has been downloaded and checked stays ready, whatever a later look finds or does not find.
  if (state.phase === 'ready' && event.type !== 'downloaded') return state
  switch (event.type) {
    case 'checking':
      return { phase: 'checking' }
    case 'found':
      return { phase: 'downloading', version: event.version, percent: 0 }
    case 'none':
      return { phase: 'current', checkedAt: at }
    case 'progress':
      if (state.phase !== 'downloading') return state
      return { ...state, percent: Math.min(100, Math.max(0, Math.round(event.percent))) }
    case 'downloaded':
      return { phase: 'ready', version: event.version, notes: event.notes }
    case 'failed':
      return { phase: 'failed', sentence: failureSentence(event.reason) }
    default:
      return unreachable(event)
  }
}

const reasons: readonly (readonly [RegExp, string])[] = [
  [
    /ERR_UPDATER_INVALID_SIGNATURE|not signed by the application owner|code signature/i,
    'The update is not signed by the makers of Skein, so it was thrown away.'
  ],
  [
    /checksum mismatch|sha512/i,
    'The update arrived damaged, so it was thrown away. Skein tries again later.'
  ],
  [/ENOSPC|no space/i, 'The disk is full, so the update could not be stored. Free some space and try again.'],
  [
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_INTERNET|ERR_NAME|ERR_CONNECTION|ERR_NETWORK|net::/i,
    'The server of updates cannot be reached. Skein tries again later.'
  ],
  [/404|latest.*\.yml/i, 'There is nothing for this system on the server of updates yet.']
]

/** A plain sentence; the version that runs goes on in any case. */
function failureSentence(reason: string): string {
  const known = reasons.find(([pattern]) => pattern.test(reason))
  return known?.[1] ?? 'The update could not be fetched. Skein tries again later.'
}

/** Release notes as plain text: they come from the network, so nothing in them is markup. */
export function notesText(notes: unknown): string | null {
  const parts = Array.isArray(notes)
    ? notes.map((note: unknown) =>
        typeof note === 'object' && note !== null && 'note' in note && typeof note.note === 'string'
          ? note.note
          : ''
      )
    : typeof notes === 'string'
      ? [notes]
      : []
  const text = parts
    .join('\n\n')
    .replace(/<\/?(?:p|div|ul|ol|h\d|br)[^>]*>/giu, '\n')
    .replace(/<li[^>]*>/giu, '\n• ')
    .replace(/<[^>]*>/gu, '')
    .replace(/\n{3,}/gu, '\n\n')
    .trim()
  return text === '' ? null : text.slice(0, 10_000)
}
