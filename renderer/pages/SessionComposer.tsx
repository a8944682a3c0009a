/** Feeds the composer from the stores: draft, choices, queue, and why sending is blocked. */
import type { Ref } from 'react'
import { X } from 'lucide-react'
import { Composer } from '../composer/Composer.tsx'
import { sendBlock } from '../composer/sendBlock.ts'
import { SessionChoices } from '../composer/SessionChoices.tsx'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { QueuedMessage } from '../../shared/session.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { IconButton } from '../ui/IconButton.tsx'

interface SessionComposerProps {
  readonly agent: AgentInfo | null
  readonly agentName: string
  readonly isReady: boolean
  readonly onSubmit: (text: string) => void
  readonly onInterrupt: () => void
  readonly onUnqueue: (messageId: string) => void
  readonly ref: Ref<HTMLTextAreaElement>
}

const NO_QUEUE: readonly QueuedMessage[] = []

export function SessionComposer(props: SessionComposerProps) {
  const { agent, agentName, isReady, onSubmit, onInterrupt, onUnqueue, ref } = props
  const status = useSessionStore((state) => state.currentSession?.status ?? 'not-created')
  const loadingState = useSessionStore((state) => state.currentSession?.loadingState ?? 'idle')
  const draft = useSessionStore((state) => state.currentSession?.draft ?? '')
  const turn = useSessionStore((state) => state.currentSession?.turnState ?? 'idle')
  const queue = useSessionStore((state) => state.currentSession?.queue ?? NO_QUEUE)
  const permissionMode = useSessionStore(
    (state) => state.currentSession?.permissionMode ?? state.defaultPermissionMode
  )
  const agentId = useSessionStore((state) => state.currentSession?.agent ?? state.defaultAgent)
  const model = useSessionStore((state) => state.currentSession?.model ?? null)
  const agents = useProjectStore((state) => state.agents)
  const { setDraft, setPermissionMode, setModel, setAgent } = useSessionStore.getState()

  return (
    <Composer
      ref={ref}
      agentName={agentName}
      draft={draft}
      onDraft={setDraft}
      blocked={sendBlock({ draft, status, loadingState, isReady, agent })}
      onSend={() => onSubmit(draft.trim())}
      running={turn !== 'idle'}
      interrupting={turn === 'interrupting'}
      onInterrupt={onInterrupt}
      queue={queue}
      onUnqueue={onUnqueue}
      problem={<SessionProblem />}
      choices={
        <SessionChoices
          permissionMode={permissionMode}
          // Both show at once and are taken back, with the session's `error`, when they are refused.
          onPermissionMode={(mode) => void setPermissionMode(mode)}
          onModel={(next) => void setModel(next)}
          agents={agents}
          agentId={agentId}
          onAgent={status === 'not-created' ? setAgent : null}
          model={model}
        />
      }
    />
  )
}

/** What went wrong beside the turn: a refused creation, a mode that could not be set, a full disk. */
function SessionProblem() {
  const message = useSessionStore((state) => state.currentSession?.error?.message ?? null)
  const { setError } = useSessionStore.getState()
  if (message === null) return null
  return (
    <div className="mb-2 flex items-start justify-between gap-2 rounded-md border border-danger-line bg-danger-soft py-1.5 pr-1.5 pl-3">
      <ErrorNote text={message} className="py-0.5" />
      <IconButton icon={X} size="small" label={strings.app.dismiss} onClick={() => setError(null)} />
    </div>
  )
}
