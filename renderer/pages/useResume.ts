/** Whether the session on screen can go on: asked when it is shown and whenever its state is another. */
import { useCallback, useEffect, useState } from 'react'
import type { SessionResume } from '../../shared/resume.ts'
import { lookForCopy, readResume } from '../stores/serverActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'

export interface Resume extends SessionResume {
  readonly lookAgain: () => void
}

/** Null while nobody knows, and for a session that is not stored yet. */
export function useResume(projectId: string, sessionId: string): Resume | null {
  const isStored = useSessionStore((state) => state.currentSession?.status === 'created')
  const isRunning = useSessionStore((state) => state.currentSession?.isStreaming === true)
  const problem = useSessionStore((state) => state.currentSession?.error ?? null)
  const refused = useSessionStore(
    (state) => state.currentSession?.outbox.findLast((entry) => entry.state === 'failed')?.id ?? null
  )
  const hasVault = useSettingsStore((state) => state.settings?.vault !== undefined)
  const [look, setLook] = useState(0)
  const [seen, setSeen] = useState<{ sessionId: string; resume: SessionResume } | null>(null)
  const lookAgain = useCallback(() => setLook((before) => before + 1), [])

  useEffect(() => {
    if (!isStored || isRunning) return undefined
    let gone = false
    askResume(projectId, sessionId, hasVault).then(
      (resume) => {
        if (!gone) setSeen({ sessionId, resume })
      },
      // Nobody knows: then sending tells.
      () => undefined
    )
    return () => {
      gone = true
    }
  }, [projectId, sessionId, isStored, isRunning, problem, refused, look, hasVault])

  return seen?.sessionId === sessionId ? { ...seen.resume, lookAgain } : null
}

/** A copy is offered only where there is one; a session that is read from its copy does not go on either. */
async function askResume(projectId: string, sessionId: string, hasVault: boolean): Promise<SessionResume> {
  const resume = await readResume(projectId, sessionId)
  const withoutCopy = { ...resume, choices: resume.choices.filter((choice) => choice !== 'restore') }
  // Whoever never chose a vault has no copies to look for.
  if (!hasVault) return withoutCopy
  try {
    const { isKept, isGone } = await lookForCopy(sessionId)
    if (isGone && resume.trouble === null) {
      return { ...resume, trouble: 'transcript_gone', choices: ['restore', 'summarize'] }
    }
    return isKept ? resume : withoutCopy
  } catch {
    return withoutCopy // Nobody knows of a copy.
  }
}
