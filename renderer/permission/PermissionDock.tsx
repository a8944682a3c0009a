/** The open requests of a session, one at a time, oldest first, right above the composer. */
import type { PermissionAnswer, PermissionMode, PermissionRequest } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { PermissionCard } from './PermissionCard.tsx'

interface PermissionDockProps {
  readonly permissions: readonly PermissionRequest[]
  readonly projectPath: string
  /** Nobody is typing: the card may take the focus. */
  readonly composerEmpty: boolean
  readonly onAnswer: (requestId: string, answer: PermissionAnswer) => Promise<string | null>
  /** A plan was approved: the agent goes on in this mode. */
  readonly onMode: (mode: PermissionMode) => void
}

export function PermissionDock(props: PermissionDockProps) {
  const { permissions, projectPath, composerEmpty, onAnswer, onMode } = props
  const [request] = permissions
  if (!request) return null
  return (
    <div className="mx-auto w-full max-w-[800px] px-6 pb-2">
      <PermissionCard
        key={request.id}
        request={request}
        projectPath={projectPath}
        place={permissions.length > 1 ? strings.permission.count(1, permissions.length) : null}
        takesFocus={composerEmpty}
        onAnswer={(answer) => onAnswer(request.id, answer)}
        onMode={onMode}
      />
    </div>
  )
}
