/** What a failed turn is told as: in the language of the page where the reason is one it knows. Pure. */
import { unreachable } from '../../shared/errors.ts'
import type { Failure } from '../../shared/errors.ts'
import type { NoticeFacts } from '../../shared/session.ts'
import { knownSentence } from '../strings/sentenceOf.ts'
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

function ownSentence(failure: Failure, now: number): string | null {
  const { code, resetsAt } = failure
  const when = resetsAt === undefined ? null : whenOf(resetsAt, now)
  if (code === 'usage_limit' || (code === 'rate_limit' && when !== null))
    return strings.failure.usageLimit(when)
  return knownSentence(failure)
}

/** Why the model is asked again. What has no sentence of ours stands as the agent says it. */
export function retryWords({ code, message }: Failure): string {
  if (isRetry(code)) return strings.failure.retries[code]
  if (Object.hasOwn(strings.failure.refusals, code)) return strings.failure.retries.unknown
  return /[.!?]$/.test(message) ? message : `${message}.`
}

/** What a notice of an agent's program says. */
export function noticeWords(facts: NoticeFacts, now: number): string {
  switch (facts.code) {
    case 'limit_near': {
      const share = facts.used === null ? null : `${Math.round(facts.used * 100)} %`
      const when = facts.resetsAt === null ? null : whenOf(facts.resetsAt, now)
      return strings.failure.limitNear(facts.limit, share, when)
    }
    case 'tool_denied':
      return [strings.failure.toolDenied(facts.tool), facts.reason ?? ''].join(' ').trim()
    case 'answer_withdrawn':
      return [strings.failure.withdrawn[facts.why], facts.said ?? ''].join(' ').trim()
    default:
      return unreachable(facts)
  }
}

function isRetry(code: string): code is keyof typeof strings.failure.retries {
  return Object.hasOwn(strings.failure.retries, code)
}

/** In the time of the person who reads it. */
function whenOf(iso: string, now: number): string {
  const date = new Date(iso)
  const time = date.toLocaleTimeString(strings.time.dates, { hour: '2-digit', minute: '2-digit' })
  if (date.toDateString() === new Date(now).toDateString()) return strings.failure.atTime(time)
  const day = date.toLocaleDateString(strings.time.dates, { day: 'numeric', month: 'short' })
  return strings.failure.onDay(day, time)
}
