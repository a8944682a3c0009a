/** Why it is asked, where that is known: in our words, and in the agent's, which are marked as such. */
import { TriangleAlert } from 'lucide-react'
import { unreachable } from '../../shared/errors.ts'
import type { PermissionRequest } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ForeignText } from './ForeignText.tsx'

interface RequestWhyProps {
  readonly request: PermissionRequest
  readonly projectPath: string
}

/** Colours and moves of a terminal; whatever else stands there is shown. */
const TERMINAL = new RegExp(`${String.fromCharCode(0x1b)}\\[[0-9;?]*[@-~]`, 'g')

export function RequestWhy({ request, projectPath }: RequestWhyProps) {
  const { cause, reason = '', blockedPath = '' } = request
  const ours = cause === undefined ? null : wordsFor(cause)
  if (ours === null && reason === '' && blockedPath === '') return null
  return (
    <div className="mb-2 flex flex-col gap-1 text-ui">
      {ours !== null && (
        <p className="flex items-start gap-1.5 text-warn">
          <TriangleAlert size={14} strokeWidth={1.75} className="mt-[3px] shrink-0" aria-hidden />
          <span className="min-w-0">{ours}</span>
        </p>
      )}
      {reason !== '' && (
        <div className="border-l-2 border-line-strong pl-2.5 text-ink-muted">
          <span className="block text-meta text-ink-muted">{strings.permission.agentSays}</span>
          <ForeignText kind="prose" text={reason.replaceAll(TERMINAL, '')} />
        </div>
      )}
      {blockedPath !== '' && (
        <div className="border-l-2 border-line-strong pl-2.5">
          <span className="block text-meta text-ink-muted">{strings.permission.stumbledAt}</span>
          <ForeignText
            kind="exact"
            text={blockedPath}
            projectPath={projectPath}
            className="font-mono text-code"
          />
        </div>
      )}
    </div>
  )
}

function wordsFor(cause: NonNullable<PermissionRequest['cause']>): string {
  switch (cause) {
    case 'untrusted_folder':
      return strings.permission.untrusted
    case 'safety_check':
      return strings.permission.safetyCheck
    default:
      return unreachable(cause)
  }
}
