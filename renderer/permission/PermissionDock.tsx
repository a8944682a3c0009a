/** The open requests of a session, one at a time, oldest first, right above the composer. Says that one has come. */
import { useMemo } from 'react'
import { cutText } from '../../shared/cutText.ts'
import type { PermissionAnswer, PermissionMode, PermissionRequest } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { printable } from '../transcript/tools/printable.ts'
import { PermissionCard } from './PermissionCard.tsx'
import { inOurTitle } from './requestTitle.ts'

/** Of a title, in characters. */
const SPOKEN = 160

interface PermissionDockProps {
  readonly permissions: readonly PermissionRequest[]
  readonly projectPath: string
  readonly onAnswer: (requestId: string, answer: PermissionAnswer) => Promise<string | null>
  /** A plan was approved: the agent goes on in this mode. */
  readonly onMode: (mode: PermissionMode) => void
}

export function PermissionDock(props: PermissionDockProps) {
  const { permissions, projectPath, onAnswer, onMode } = props
  const [first] = permissions
  const request = useMemo(() => first && inOurTitle(first), [first])
  return (
    <>
      {/* There before the first request comes: only then is it read out. */}
      <p aria-live="polite" className="sr-only">
        {request ? strings.permission.arrived(printable(cutText(request.title, SPOKEN))) : ''}
      </p>
      {request && (
        <div className="mx-auto w-full max-w-[800px] px-6 pb-2">
          <PermissionCard
            key={request.id}
            request={request}
            projectPath={projectPath}
            place={permissions.length > 1 ? strings.permission.count(1, permissions.length) : null}
            onAnswer={(answer) => onAnswer(request.id, answer)}
            onMode={onMode}
          />
        </div>
      )}
    </>
  )
}
