/**
 * What Claude Code says beside its answers in frames that stand in no transcript: as a notice for people. Pure;
 * read by `LiveTranscript`. What becomes of every kind of frame is listed in `frameKinds.ts`.
 */
import type { Coded } from '../../../shared/errors.ts'
import type { NoticeFacts } from '../../../shared/session.ts'
import { failure } from '../../../shared/words/en/page/failure.ts'
import { ourWords } from '../../ourFailure.ts'
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
  const said = saidBy(frame)
  const text = said?.text.trim() ?? ''
  if (said === null || text === '') return null
  return { uuid: 'uuid' in frame ? (frame.uuid ?? null) : null, facts: null, ...said, text }
}

type Said = Pick<SideNotice, 'text'> & Partial<SideNotice>

function saidBy(frame: Frame): Said | null {
  if (frame.type === 'rate_limit_event') return limitNear(frame)
  if (frame.type === 'auth_status')
    return frame.error === undefined ? null : ourWords('login_failed', { reason: frame.error })
  if (frame.type !== 'system') return null
  switch (frame.subtype) {
    case 'notification':
      // Of the hooks themselves the words are shown.
      return frame.key === 'stop-hook-error' ? null : { text: frame.text }
    case 'permission_denied': {
      const { tool_name: tool } = frame
      const reason = frame.decision_reason ?? frame.message ?? null
      return {
        text: `${failure.toolDenied(tool)} ${reason ?? ''}`,
        facts: { code: 'tool_denied', tool, reason }
      }
    }
    case 'plugin_install':
      return frame.status === 'failed'
        ? ourWords('plugin_failed', { plugin: frame.name ?? '', reason: frame.error ?? '' })
        : null
    default:
      return null
  }
}

/** Told when it comes near; that it is reached is told by the turn that fails of it. */
function limitNear({ rate_limit_info: info }: RateLimitFrame): Said | null {
  if (info.status !== 'allowed_warning') return null
  const { rateLimitType: limit = null, utilization: used = null, resetsAt } = info
  const share = used === null ? null : `${Math.round(used * 100)} %`
  const when = resetsAt === undefined ? null : localTime(resetsAt)
  return {
    text: failure.limitNear(limit, share, when),
    facts: {
      code: 'limit_near',
      limit,
      used,
      resetsAt: resetsAt === undefined ? null : isoTime(resetsAt)
    }
  }
}

/** Null for what is no time of this age: it would throw. */
function isoTime(seconds: number): string | null {
  const isTime = seconds >= 0 && seconds < 32_503_680_000
  return isTime ? new Date(seconds * 1000).toISOString() : null
}

/** In the time of this machine. */
function localTime(seconds: number): string {
  const time = new Date(seconds * 1000).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit'
  })
  return failure.atTime(time)
}
