/** What the session on screen has used so far. Asked when it is opened and after every turn. */
import { useEffect, useState } from 'react'
import type { SessionUsage } from '../../shared/usage.ts'
import { readUsage } from '../stores/serverActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'

/** Null until the server has counted, and for a session that is not stored yet. */
export function useUsage(projectId: string, sessionId: string): SessionUsage | null {
  const [counted, setCounted] = useState<{ sessionId: string; usage: SessionUsage } | null>(null)
  const isStored = useSessionStore((state) => state.currentSession?.status === 'created')
  const metadata = useSessionStore((state) => state.currentSession?.metadata ?? null)

  useEffect(() => {
    if (!isStored) return undefined
    let gone = false
    readUsage(projectId, sessionId).then(
      (usage) => {
        if (!gone) setCounted({ sessionId, usage })
      },
      // The old count stands; the next turn asks again.
      () => undefined
    )
    return () => {
      gone = true
    }
    // Metadata is new when a turn has been accounted for.
  }, [projectId, sessionId, isStored, metadata])

  return counted?.sessionId === sessionId ? counted.usage : null
}
