/**
 * Rows that the program itself writes into the chain while a turn runs: what a hook did, that a call is tried again,
 * how far something has come. Now and then what comes next hangs on such a row and the model's answer beside it, on
 * what the row hangs on: late rows of retries (anthropics/claude-code#72203, #91113), hooks (#35024, #88597). Such a
 * row says nothing in an answer's place, so neither hides the other. Pure; used by `lineSorter.ts` and `branchClaims.ts`.
 */
import { fieldsAt, textAt } from './fields.ts'
import type { Fields } from './fields.ts'

/** By type and subtype alone; a row of a kind that is not known is none. */
export function isTurnRow(record: Fields): boolean {
  switch (record['type']) {
    case 'progress':
      return true
    case 'system':
      return ofTurn.has(textAt(record, 'subtype') ?? '')
    case 'attachment': {
      const attachment = fieldsAt(record, 'attachment') ?? {}
      const event = textAt(attachment, 'hookEvent') ?? textAt(attachment, 'hookName') ?? ''
      const isOfHook = /^(?:async_)?hook_/.test(textAt(attachment, 'type') ?? '')
      // That a session was taken up again may stand where it went back, in front of another prompt.
      return isOfHook && !event.startsWith('SessionStart')
    }
    default:
      return false
  }
}

const ofTurn: ReadonlySet<string> = new Set([
  'api_error',
  'stop_hook_summary',
  'informational',
  'turn_duration'
])
