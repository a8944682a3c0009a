/** Renaming, pinning, archiving and deleting sessions of a project, with the way back. Used by the sidebar and the session's menu. */
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import { newSessionPath, sessionPath } from '../../shared/address.ts'
import { DELETE_UNDO_MS } from '../../shared/steering.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import type { Outcome } from '../stores/projectStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { showToast } from '../ui/Toasts.tsx'

/** Each answers with a sentence when it was refused, null when it is done. None rejects. */
export interface SessionKeeping {
  readonly rename: (sessionId: string, title: string) => Promise<string | null>
  readonly archive: (sessionId: string, title: string, archived: boolean) => Promise<string | null>
  readonly pin: (sessionId: string, pinned: boolean) => Promise<string | null>
  readonly remove: (sessionId: string, title: string) => Promise<string | null>
}

export function useSessionKeeping(projectId: string): SessionKeeping {
  const navigate = useNavigate()

  return useMemo(() => {
    const words = strings.steering
    const { changeSession, deleteSession, restoreSession } = useProjectStore.getState()

    async function restore(sessionId: string, wasHere: boolean): Promise<void> {
      const outcome = await restoreSession(projectId, sessionId)
      if (!outcome.ok) showToast({ text: words.restoreFailed(outcome.error.message) })
      else if (wasHere) await navigate(sessionPath(projectId, sessionId))
    }

    return {
      rename: async (sessionId, title) => refusalOf(await changeSession(sessionId, { title })),
      archive: async (sessionId, title, archived) => {
        const refusal = refusalOf(await changeSession(sessionId, { archived }))
        if (refusal !== null) showToast({ text: refusal })
        else if (archived) {
          showToast({
            text: words.archived(title),
            // A refusal leaves it in the archive, where it can be seen.
            action: { label: words.undo, act: () => void changeSession(sessionId, { archived: false }) }
          })
        }
        return refusal
      },
      pin: async (sessionId, pinned) => {
        const refusal = refusalOf(await changeSession(sessionId, { pinned }))
        if (refusal !== null) showToast({ text: refusal })
        return refusal
      },
      remove: async (sessionId, title) => {
        const outcome = await deleteSession(sessionId)
        if (!outcome.ok) return outcome.error.message
        const wasHere = useSessionStore.getState().currentSessionId === sessionId
        if (wasHere) await navigate(newSessionPath(projectId))
        showToast({
          text: words.deleted(title),
          timeout: DELETE_UNDO_MS,
          action: { label: words.undo, act: () => void restore(sessionId, wasHere) /* tells its failure */ }
        })
        return null
      }
    }
  }, [projectId, navigate])
}

function refusalOf(outcome: Outcome<unknown>): string | null {
  return outcome.ok ? null : outcome.error.message
}
