/**
 * Going back and branching off, for the session on screen: which earlier prompt is being written anew,
 * the other branches, forks. Used by `ProjectSession`; refusals become the session's `error`.
 */
import { useCallback, useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { v4 as uuid } from 'uuid'
import { sessionPath } from '../../shared/address.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { forkSession, rewindSession } from '../stores/serverActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { showToast } from '../ui/Toasts.tsx'
import { promptOf } from './promptOf.ts'
import type { PromptDraft } from './promptOf.ts'
import { useBranches } from './useBranches.ts'

export interface Steering {
  /** The prompt that is being written anew, null when none is. */
  readonly editing: string | null
  readonly branches: ReadonlyMap<string, readonly string[]>
  readonly beginEdit: (prompt: SessionMessage) => void
  readonly stopEditing: () => void
  /** Before a message is sent: goes back to where it belongs. False: it was refused, nothing may be sent. */
  readonly goBack: () => Promise<boolean>
  readonly switchBranch: (messageId: string) => void
  readonly fork: (messageId: string) => void
}

interface SteeringPlace {
  readonly projectId: string
  readonly sessionId: string
  /** Puts a prompt into the composer and the cursor behind it. */
  readonly onDraft: (draft: PromptDraft) => void
}

export function useSteering({ projectId, sessionId, onDraft }: SteeringPlace): Steering {
  const navigate = useNavigate()
  const branches = useBranches(projectId, sessionId)
  const [edit, setEdit] = useState<{ readonly sessionId: string; readonly messageId: string } | null>(null)
  const editing = edit?.sessionId === sessionId ? edit.messageId : null

  const attempt = useCallback(
    async (request: () => Promise<unknown>): Promise<boolean> => {
      try {
        await request()
        return true
      } catch (thrown) {
        if (useSessionStore.getState().currentSessionId === sessionId) {
          useSessionStore.getState().setError(failureOf(thrown))
        }
        return false
      }
    },
    [sessionId]
  )

  const beginEdit = useCallback(
    (prompt: SessionMessage) => {
      setEdit({ sessionId, messageId: prompt.id })
      onDraft(promptOf(prompt))
    },
    [sessionId, onDraft]
  )
  const stopEditing = useCallback(() => setEdit(null), [])
  /** What was written goes along: a new session is the only place where a first message can be another one. */
  const offerNewSession = useCallback(() => {
    const text = useSessionStore.getState().currentSession?.draft ?? ''
    showToast({
      text: strings.steering.cannotForget,
      timeout: 0,
      action: {
        label: strings.steering.startAnew,
        act: () => {
          const minted = uuid()
          useSessionStore.getState().initializeSession(minted, { projectId })
          useSessionStore.getState().setDraft(text)
          void navigate(sessionPath(projectId, minted)) // nobody waits
        }
      }
    })
  }, [navigate, projectId])
  const goBack = useCallback(async () => {
    if (editing === null) return true
    const isBack = await attempt(async () => {
      try {
        await rewindSession(projectId, sessionId, { messageId: editing, place: 'before' })
      } catch (thrown) {
        if (failureOf(thrown).code === 'cannot_rewind') offerNewSession()
        throw thrown
      }
    })
    if (isBack) setEdit(null)
    return isBack
  }, [attempt, editing, offerNewSession, projectId, sessionId])

  const switchBranch = useCallback(
    (messageId: string) => {
      // A refusal is the session's `error`; the branch itself arrives as an event, in every window.
      void attempt(() => rewindSession(projectId, sessionId, { messageId, place: 'through' }))
    },
    [attempt, projectId, sessionId]
  )
  const fork = useCallback(
    (messageId: string) => {
      void attempt(async () => {
        const forked = await forkSession(projectId, sessionId, { messageId })
        await navigate(sessionPath(projectId, forked.id))
        showToast({ text: strings.steering.forked })
      })
    },
    [attempt, navigate, projectId, sessionId]
  )

  return useMemo(
    () => ({ editing, branches, beginEdit, stopEditing, goBack, switchBranch, fork }),
    [editing, branches, beginEdit, stopEditing, goBack, switchBranch, fork]
  )
}
