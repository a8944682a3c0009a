/** Why the message cannot be sent just now, and whether that passes by itself. Typing is never blocked, and nothing typed is lost. */
import type { AgentInfo } from '../../shared/protocol.ts'
import type { Attachment } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import type { LoadingState, SessionStatus } from '../stores/sessionStore.ts'
import { formatBytes, formatCount } from '../ui/formatCount.ts'
import { carriedBytes, utf8Bytes } from './attachments/attachmentSize.ts'
import { MAX_FRAME_BYTES, MAX_MESSAGE_CHARACTERS } from './attachments/limits.ts'

export interface SendSituation {
  readonly status: SessionStatus
  readonly loadingState: LoadingState
  readonly isReady: boolean
  /** Null while it is not known which agents there are. */
  readonly agent: AgentInfo | null
  /** Whether the folder's trust has to be asked about first will be known in a moment. */
  readonly isLookingAtTrust?: boolean
  /** Another process has the session. */
  readonly isHeld?: boolean
}

export interface SendBlock {
  readonly reason: string
  /** It will be over in a moment: what is sent now can wait for that. */
  readonly passes: boolean
  /** It has to be ended by the person: whoever writes is told, and not by the button alone. */
  readonly isTold?: boolean
}

/** What the session's state has against it; null when nothing. */
export function sendBlock(situation: SendSituation): SendBlock | null {
  const { status, loadingState, isReady, agent, isLookingAtTrust = false, isHeld = false } = situation
  const words = strings.composer
  if (isLookingAtTrust || loadingState === 'loading') return { reason: words.loading, passes: true }
  if (loadingState === 'failed') return { reason: words.loading, passes: false }
  if (agent?.onlyRead === true) return { reason: agent.description, passes: false, isTold: true }
  if (isHeld) return { reason: strings.held.blocked, passes: false, isTold: true }
  // The message that creates it is under way, and still stands in the composer.
  if (status === 'creating') return { reason: words.creating, passes: false }
  if (status === 'created' && !isReady) return { reason: words.notReady, passes: true }
  if (status === 'not-created' && agent && !agent.readiness.ready) {
    return { reason: words.agentUnavailable(agent.name, agent.readiness.reason), passes: false }
  }
  return null
}

export interface Written {
  readonly text: string
  readonly attachments: readonly Attachment[]
  /** Files that are still being read. */
  readonly reading: number
}

/** What the message itself has against it: a sentence, or null. */
export function messageBlock({ text, attachments, reading }: Written): string | null {
  const words = strings.composer
  if (reading > 0) return words.reading
  if (text.length > MAX_MESSAGE_CHARACTERS) {
    return words.tooLong(formatCount(text.length), formatCount(MAX_MESSAGE_CHARACTERS))
  }
  if (attachments.length > 0) {
    const bytes = carriedBytes(attachments) + utf8Bytes(text)
    return bytes > MAX_FRAME_BYTES ? words.tooLarge(formatBytes(bytes), formatBytes(MAX_FRAME_BYTES)) : null
  }
  return text.trim() === '' ? words.empty : null
}
