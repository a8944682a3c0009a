/** What a failed turn is told as: in the language of the page where the reason is one it knows. Pure. */
import type { Failure } from '../../shared/errors.ts'
import { strings } from '../strings/strings.ts'

export interface FailureWords {
  readonly sentence: string
  /** What the agent itself said of it, null when it said nothing, or nothing else. */
  readonly said: string | null
}

/** `failure`: null when only the sentence of the server is known (`text`). */
export function failureWords(failure: Failure | null, text: string, now: number): FailureWords {
  const own = failure === null ? null : ownSentence(failure, now)
  if (own === null) {
    const sentence = text === '' ? (failure?.message ?? '') : text
    return { sentence: sentence === '' ? strings.session.failedHint : sentence, said: null }
  }
  return { sentence: own, said: failure?.said ?? null }
}

function ownSentence({ code, resetsAt }: Failure, now: number): string | null {
  const when = resetsAt === undefined ? null : whenOf(resetsAt, now)
  if (code === 'usage_limit' || (code === 'rate_limit' && when !== null))
    return strings.failure.usageLimit(when)
  return isKnown(code) ? strings.failure.refusals[code] : null
}

function isKnown(code: string): code is keyof typeof strings.failure.refusals {
  return Object.hasOwn(strings.failure.refusals, code)
}

/** In the time of the person who reads it. */
function whenOf(iso: string, now: number): string {
  const date = new Date(iso)
  const time = date.toLocaleTimeString(strings.time.dates, { hour: '2-digit', minute: '2-digit' })
  if (date.toDateString() === new Date(now).toDateString()) return strings.failure.atTime(time)
  const day = date.toLocaleDateString(strings.time.dates, { day: 'numeric', month: 'short' })
  return strings.failure.onDay(day, time)
}
