/** The prompts of the session on screen, for the composer to recall. Read when a key asks for them. */
import { useMemo } from 'react'
import { isPrompt } from '../../shared/evolve.ts'
import type { SessionMessage } from '../../shared/session.ts'
import type { RecallSource } from '../composer/useRecall.ts'
import { useSessionStore } from '../stores/sessionStore.ts'

export function useRecallSource(): RecallSource {
  return useMemo(
    () => ({
      prompts: () => {
        const session = useSessionStore.getState().currentSession
        if (!session) return []
        const sent = session.messages.filter(isPrompt).map(textOf)
        return [
          ...sent,
          ...session.queue.map(({ text }) => text),
          ...session.outbox.map(({ text }) => text)
        ].toReversed()
      },
      // Failing is the session's `error`.
      onWantOlder: () => void useSessionStore.getState().loadOlderMessages()
    }),
    []
  )
}

function textOf({ content }: SessionMessage): string {
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n\n')
}
