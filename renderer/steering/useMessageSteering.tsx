/** What steering adds to the messages of the transcript: edit and send again, fork, other versions. */
import { GitFork, PencilLine } from 'lucide-react'
import { useMemo } from 'react'
import type { ReactNode } from 'react'
import { isPrompt } from '../../shared/evolve.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import type { MessageAction } from '../transcript/TranscriptContext.ts'
import { BranchSwitch } from './BranchSwitch.tsx'
import type { Steering } from './useSteering.ts'

interface MessageSteering {
  readonly messageActions: readonly MessageAction[]
  readonly belowPrompt: (messageId: string) => ReactNode
}

export function useMessageSteering({ beginEdit, fork, switchBranch, branches }: Steering): MessageSteering {
  const idle = useSessionStore((state) => (state.currentSession?.turnState ?? 'idle') === 'idle')
  return useMemo(
    () => ({
      messageActions: [
        {
          id: 'edit',
          label: strings.steering.edit,
          icon: PencilLine,
          isOffered: isPrompt,
          act: beginEdit
        },
        {
          id: 'fork',
          label: strings.steering.forkHere,
          icon: GitFork,
          isOffered: ({ role, parentToolUseId, isStreaming }) =>
            role !== 'system' && parentToolUseId === undefined && !isStreaming,
          act: ({ id }) => fork(id)
        }
      ],
      belowPrompt: (messageId) => {
        const prompts = branches.get(messageId)
        if (prompts === undefined) return null
        return (
          <div className="pt-1">
            <BranchSwitch prompts={prompts} current={messageId} disabled={!idle} onSwitch={switchBranch} />
          </div>
        )
      }
    }),
    [beginEdit, fork, switchBranch, branches, idle]
  )
}
