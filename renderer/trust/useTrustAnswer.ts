/** Answering the question of trust: what is under way, and why it was refused. Used by the card and the dialog. */
import { useState } from 'react'
import { useProjectStore } from '../stores/projectStore.ts'

export interface TrustAnswer {
  readonly busy: boolean
  /** Why the last answer did not arrive; null when it did. */
  readonly problem: string | null
  /** Resolves to whether it arrived. */
  answer(trusted: boolean): Promise<boolean>
}

export function useTrustAnswer(projectId: string): TrustAnswer {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  async function answer(trusted: boolean): Promise<boolean> {
    setBusy(true)
    const outcome = await useProjectStore.getState().changeProject(projectId, { trusted })
    setBusy(false)
    setProblem(outcome.ok ? null : outcome.error.message)
    return outcome.ok
  }

  return { busy, problem, answer }
}
