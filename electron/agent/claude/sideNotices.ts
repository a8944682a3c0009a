/**
 * What Claude Code says beside its answers in frames that stand in no transcript: as a notice for people. Pure;
 * read by `LiveTranscript`. What becomes of every kind of frame is listed in `frameKinds.ts`.
 */
import type { Coded } from '../../../shared/errors.ts'
import type { NoticeFacts } from '../../../shared/session.ts'
import type { Frame, RateLimitFrame } from './frames.ts'

export interface SideNotice {
  /** The id of the frame, null when it has none. */
  readonly uuid: string | null
  readonly text: string
  /** Null for what has no words but its own. */
  readonly facts: NoticeFacts | null
  /** Of what is said in our words about what the program reports. */
  readonly told?: Coded
}

/** Null for a frame that says nothing of this kind. */
export function sideNoticeOf(frame: Frame): SideNotice | null {
  const text = textOf(frame)?.trim() ?? ''
  if (text === '') return null
  const told = toldBy(frame)
  return {
    uuid: 'uuid' in frame ? (frame.uuid ?? null) : null,
    text,
    facts: factsOf(frame),
    ...(told && { told })
  }
}

function toldBy(frame: Frame): Coded | null {
  if (frame.type === 'auth_status') return { code: 'login_failed', parameters: { reason: frame.error ?? '' } }
  if (frame.type !== 'system' || frame.subtype !== 'plugin_install') return null
  return { code: 'plugin_failed', parameters: { plugin: frame.name ?? '', reason: frame.error ?? '' } }
}

function factsOf(frame: Frame): NoticeFacts | null {
  if (frame.type === 'rate_limit_event') {
    const { rateLimitType, utilization, resetsAt } = frame.rate_limit_info
    return {
      code: 'limit_near',
      limit: rateLimitType ?? null,
      used: utilization ?? null,
      resetsAt: resetsAt === undefined ? null : isoTime(resetsAt)
    }
  }
  if (frame.type !== 'system' || frame.subtype !== 'permission_denied') return null
  return {
    code: 'tool_denied',
    tool: frame.tool_name,
    reason: frame.decision_reason ?? frame.message ?? null
  }
}

function textOf(frame: Frame): string | null {
  if (frame.type === 'rate_limit_event') return rateLimitText(frame)
  if (frame.type === 'auth_status')
    return frame.error === undefined ? null : `Claude Code could not log in: ${frame.error}`
  if (frame.type !== 'system') return null
  switch (frame.subtype) {
    case 'notification':
      // Of the hooks themselves the words are shown.
      return frame.key === 'stop-hook-error' ? null : frame.text
    case 'permission_denied':
      return `${frame.tool_name} was not allowed, and nobody was asked. ${frame.decision_reason ?? frame.message ?? ''}`
    case 'plugin_install':
      return frame.status === 'failed'
        ? `The plugin ${frame.name ?? ''} could not be installed. ${frame.error ?? ''}`
        : null
    default:
      return null
  }
}

const limits: Readonly<Record<string, string>> = {
  five_hour: 'five-hour limit',
  seven_day: 'weekly limit',
  seven_day_opus: 'weekly limit for Opus',
  seven_day_sonnet: 'weekly limit for Sonnet'
}

/** Told when it comes near; that it is reached is told by the turn that fails of it. */
function rateLimitText({ rate_limit_info: info }: RateLimitFrame): string | null {
  if (info.status !== 'allowed_warning') return null
  const limit = limits[info.rateLimitType ?? ''] ?? 'usage limit'
  const share = info.utilization === undefined ? 'Much' : `${Math.round(info.utilization * 100)} %`
  const reset = info.resetsAt === undefined ? '' : ` It begins anew ${localTime(info.resetsAt)}.`
  return `${share} of the ${limit} is used.${reset}`
}

/** Null for what is no time of this age: it would throw. */
function isoTime(seconds: number): string | null {
  const isTime = seconds >= 0 && seconds < 32_503_680_000
  return isTime ? new Date(seconds * 1000).toISOString() : null
}

/** In the time of this machine. */
function localTime(seconds: number): string {
  return `at ${new Date(seconds * 1000).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit'
  })}`
}
