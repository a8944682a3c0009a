/** What can be done to the messages that wait, as commands to the session. Used by `SessionComposer`. */
import { useMemo } from 'react'
import type { SessionCommand, SessionWebSocket } from '../../hooks/useSessionWebSocket.ts'
import { useSessionStore } from '../../stores/sessionStore.ts'

export interface QueueActs {
  /** False: it was refused, and the session's `error` says why. */
  readonly onEdit: (messageId: string, text: string) => Promise<boolean>
  /** @param before the message it comes to stand before, null for the end */
  readonly onMove: (messageId: string, before: string | null) => void
  readonly onRemove: (messageId: string) => void
  /** Next, and at once: a running turn is stopped for it. */
  readonly onSendNow: (messageId: string) => void
  /** Sends what waits after a stopped or failed turn. */
  readonly onResume: () => void
}

export function useQueueActs(command: SessionWebSocket['command']): QueueActs {
  return useMemo(() => {
    async function tell(what: SessionCommand): Promise<boolean> {
      const answer = await command(what)
      if (!answer.ok) useSessionStore.getState().setError(answer.error)
      return answer.ok
    }

    async function sendNow(messageId: string): Promise<void> {
      const first = useSessionStore.getState().currentSession?.queue[0]
      if (!first) return
      if (first.id !== messageId) {
        const moved = await tell({ type: 'move_queued', messageId, before: first.id })
        if (!moved) return
      }
      if (useSessionStore.getState().currentSession?.turnState === 'running') {
        const stopped = await tell({ type: 'interrupt' })
        if (!stopped || !(await waitsAtRest(messageId))) return
      }
      await tell({ type: 'resume_queue' })
    }

    // None of these rejects: a refusal is the session's `error`.
    return {
      onEdit: (messageId, text) => tell({ type: 'edit_queued', messageId, text }),
      onMove: (messageId, before) => void tell({ type: 'move_queued', messageId, before }),
      onRemove: (messageId) => void tell({ type: 'unqueue_message', messageId }),
      onSendNow: (messageId) => void sendNow(messageId),
      onResume: () => void tell({ type: 'resume_queue' })
    }
  }, [command])
}

/** When the turn has ended: true if the message still waits, false if it has gone or the session has. */
function waitsAtRest(messageId: string): Promise<boolean> {
  const visit = useSessionStore.getState().currentSession?.visit
  return new Promise((resolve) => {
    const look = (): boolean | null => {
      const session = useSessionStore.getState().currentSession
      if (session?.visit !== visit || !session?.queue.some(({ id }) => id === messageId)) return false
      return session.turnState === 'idle' ? true : null
    }
    const now = look()
    if (now !== null) return resolve(now)
    const stop = useSessionStore.subscribe(() => {
      const answer = look()
      if (answer === null) return
      stop()
      resolve(answer)
    })
  })
}
