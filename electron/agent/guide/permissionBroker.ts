/** Brings the guide's one open request to whoever decides, and the answer back. Decides nothing. Owned by `GuideRun`. */
import type { PermissionRequest } from '../../../shared/session.ts'
import type { AgentOutput } from '../port.ts'
import type { RequestAnswer } from '../toolUse.ts'
import { guideToolUse } from './toolUse.ts'

interface Open {
  readonly id: string
  readonly resolve: (answer: RequestAnswer) => void
}

export class PermissionBroker {
  readonly #emit: (output: AgentOutput) => void
  #open: Open | null = null

  constructor(emit: (output: AgentOutput) => void) {
    this.#emit = emit
  }

  /** Rejects with the signal's reason when the turn is stopped first. */
  async ask(request: PermissionRequest, signal: AbortSignal): Promise<RequestAnswer> {
    signal.throwIfAborted()
    return await new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#open = null
        this.#emit({ type: 'permission_withdrawn', requestId: request.id })
        reject(signal.reason)
      }
      this.#open = {
        id: request.id,
        resolve: (answer) => {
          signal.removeEventListener('abort', onAbort)
          resolve(answer)
        }
      }
      signal.addEventListener('abort', onAbort, { once: true })
      const use = guideToolUse(request.toolName)
      // What a person remembered, or the mode, may answer before this returns.
      this.#emit({
        type: 'permission_requested',
        request: { ...request, kind: use.kind },
        use: { ...use, isForPlanning: false }
      })
    })
  }

  /** An answer nobody waits for changes nothing. */
  answer(requestId: string, answer: RequestAnswer): void {
    if (this.#open?.id !== requestId) return
    const { resolve } = this.#open
    this.#open = null
    resolve(answer)
  }
}
