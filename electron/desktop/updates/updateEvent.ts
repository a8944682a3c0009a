/** What the updater says, and what becomes of the state by it. Pure. */
import { cutText } from '../../../shared/cutText.ts'
import { unreachable } from '../../../shared/errors.ts'
import type { UpdateFailure, UpdateState } from '../../../shared/updates.ts'

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
      return { phase: 'failed', why: failureOf(event.reason) }
    default:
      return unreachable(event)
  }
}

const failures: readonly (readonly [RegExp, UpdateFailure])[] = [
  [/ERR_UPDATER_INVALID_SIGNATURE|not signed by the application owner|code signature/i, 'unsigned'],
  [/checksum mismatch|sha512/i, 'damaged'],
  [/ENOSPC|no space/i, 'disk_full'],
  // Squirrel's words for a Mac's app that was opened out of its disk image.
  [/read-only volume|EROFS/i, 'read_only'],
  [
    /ENOTFOUND|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_INTERNET|ERR_NAME|ERR_CONNECTION|ERR_NETWORK|net::/i,
    'unreachable'
  ],
  [/404|latest.*\.yml/i, 'nothing_there']
]

/** @param reason as electron-updater words it */
function failureOf(reason: string): UpdateFailure {
  return failures.find(([pattern]) => pattern.test(reason))?.[1] ?? 'other'
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
  return text === '' ? null : cutText(text, 10_000)
}
