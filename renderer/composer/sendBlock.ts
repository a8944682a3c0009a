/** Why the message cannot be sent just now. Typing is never blocked, and nothing typed is lost. */
import type { AgentInfo } from '../../shared/protocol.ts'
import { strings } from '../strings/strings.ts'
import type { LoadingState, SessionStatus } from '../stores/sessionStore.ts'

export interface SendSituation {
  readonly draft: string
  readonly status: SessionStatus
  readonly loadingState: LoadingState
  readonly isReady: boolean
  /** Null while it is not known which agents there are. */
  readonly agent: AgentInfo | null
}

/** A sentence, or null when it can be sent. */
export function sendBlock({ draft, status, loadingState, isReady, agent }: SendSituation): string | null {
  if (loadingState === 'loading' || loadingState === 'failed') return strings.composer.loading
  if (status === 'creating') return strings.composer.creating
  if (status === 'created' && !isReady) return strings.composer.notReady
  if (status === 'not-created' && agent && !agent.readiness.ready) {
    return strings.composer.agentUnavailable(agent.name, agent.readiness.reason)
  }
  return draft.trim() === '' ? strings.composer.empty : null
}
