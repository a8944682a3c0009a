/**
 * Holds a message to an agent that would load or run what the folder brings, until somebody has said whether the
 * folder is trusted; then it goes. The draft stays where it is all the while: closing the question loses nothing, and
 * an answer that was given in another window lets the message go too. Used by the session page.
 */
import { useCallback, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { Project } from '../../shared/session.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { TrustDialog } from './TrustDialog.tsx'

interface GatePlace<Message> {
  readonly sessionId: string
  readonly project: Project | null
  readonly agent: AgentInfo | null
  readonly send: (message: Message) => void
}

interface Held<Message> {
  readonly sessionId: string
  readonly message: Message
}

export interface TrustGate<Message> {
  /** Sends it, or asks first. */
  readonly pass: (message: Message) => void
  readonly dialog: ReactNode
}

export function useTrustGate<Message>(place: GatePlace<Message>): TrustGate<Message> {
  const { sessionId, project, agent, send } = place
  const [held, setHeld] = useState<Held<Message> | null>(null)
  const projectId = project?.id ?? null
  const asks = isUnanswered(project) && agent?.loadsFolder === true
  /** What waits for this session's answer; what another one held has been left behind with it. */
  const waiting = held?.sessionId === sessionId ? held : null

  const pass = useCallback(
    (message: Message) => {
      if (asks) setHeld({ sessionId, message })
      else send(message)
    },
    [asks, send, sessionId]
  )

  useEffect(() => {
    if (waiting === null || projectId === null) return undefined
    const stop = useProjectStore.subscribe(({ projects }) => {
      const now = projects.find(({ id }) => id === projectId) ?? null
      if (now !== null && isUnanswered(now)) return
      stop() // it goes once, however often the list is told anew
      setHeld(null)
      if (now !== null) send(waiting.message)
    })
    return stop
  }, [waiting, projectId, send])

  const dialog = waiting !== null && asks && project !== null && (
    <TrustDialog
      project={project}
      holdsMessage
      onAnswered={() => undefined} // the store tells of it, as of an answer from elsewhere
      onDismiss={() => setHeld(null)}
    />
  )
  return { pass, dialog }
}

/** Nobody has said yet whether its folder is trusted. */
export function isUnanswered(project: Project | null): boolean {
  return project?.trustAnswered === false
}
