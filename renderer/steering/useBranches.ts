/** The places of the session on screen where prompts were written more than once. Asked anew when a turn ends or the branch changes. */
import { useEffect, useState } from 'react'
import { listBranches } from '../stores/serverActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'

const NONE: ReadonlyMap<string, readonly string[]> = new Map()

/** By the id of each prompt that has alternatives: all of them, oldest first. */
export function useBranches(projectId: string, sessionId: string): ReadonlyMap<string, readonly string[]> {
  const [branches, setBranches] = useState(NONE)
  const isStored = useSessionStore((state) => state.currentSession?.status === 'created')
  // Only a prompt can open a branch; a turn that begins or ends is when there may be a new one.
  const turn = useSessionStore((state) => state.currentSession?.turnState ?? 'idle')
  const first = useSessionStore((state) => state.currentSession?.settled[0]?.id ?? null)

  useEffect(() => {
    if (!isStored || turn !== 'idle') return undefined
    let gone = false
    listBranches(projectId, sessionId).then(
      ({ points }) => {
        if (gone) return
        setBranches(new Map(points.flatMap(({ prompts }) => prompts.map((id) => [id, prompts] as const))))
      },
      // Without them the transcript is whole all the same; the next turn asks again.
      () => undefined
    )
    return () => {
      gone = true
    }
  }, [projectId, sessionId, isStored, turn, first])

  return branches
}
