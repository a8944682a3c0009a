/**
 * Tells why a call has no outcome: a person denied it, plan mode held it back, the turn was stopped. Results
 * only say `is_error` and words for the model, so it is read from the words: ours, and Claude Code's. Pure.
 */
import type { ToolResultBlock, ToolUseBlock } from '../../../shared/session.ts'
import { withoutErrorTag } from '../../../shared/toolErrors.ts'
import { resultText } from './resultText.ts'

export type Ending =
  | { readonly kind: 'failed' }
  /** `note` is what the person wrote with it, null when they wrote nothing. */
  | { readonly kind: 'denied'; readonly note: string | null }
  | { readonly kind: 'held' }
  | { readonly kind: 'stopped' }

const SAID = 'The user denied this and said: '

/** What the agent is told of a denial with a note; `endingOf` finds the note in it again. */
export function denialWith(note: string): string {
  return `${SAID}${note}`
}

/** Denials without a note: our adapters' own words, and Claude Code's in a terminal. */
const DENIED =
  /^(?:The user does not want this\. Ask what to do instead\.|You did not allow this\.|You did not answer\.|You want to go on planning\.|Not allowed by the user|The user doesn't want to (?:proceed with this tool use|take this action right now)\.)/
/** Claude Code's denial with a note, in a terminal. */
const TOLD = /the user said:\s*([\s\S]+)$/
const HELD = /^(?:Plan mode: nothing may be changed yet\.|The session is in plan mode,)/
const STOPPED =
  /^(?:The turn was stopped before this was answered\.|Stopped before it was done|\[Tool call interrupted|\[Request interrupted by user)/

/** Of a result that is an error. */
export function endingOf(use: Pick<ToolUseBlock, 'name'>, result: ToolResultBlock): Ending {
  const raw = resultText(result).trim()
  const text = withoutErrorTag(raw)
  if (text.startsWith(SAID)) return { kind: 'denied', note: text.slice(SAID.length).trim() }
  if (STOPPED.test(text)) return { kind: 'stopped' }
  if (HELD.test(text)) return { kind: 'held' }
  if (DENIED.test(text)) return { kind: 'denied', note: TOLD.exec(text)?.[1]?.trim() ?? null }
  // Nothing but a person ends these; what they said then is all there is.
  const isAnswered = use.name === 'ExitPlanMode' || use.name === 'AskUserQuestion'
  if (isAnswered && raw === text && !/^(?:Error|InputValidationError|No such tool)\b/.test(text)) {
    return { kind: 'denied', note: text === '' ? null : text }
  }
  return { kind: 'failed' }
}
