/** Feeds the permission dock from the store, so that neither a request nor the first letter typed draws the page again. */
import type { PermissionAnswer, PermissionMode, PermissionRequest } from '../../shared/session.ts'
import { PermissionDock } from '../permission/PermissionDock.tsx'
import { useSessionStore } from '../stores/sessionStore.ts'

interface SessionPermissionsProps {
  readonly projectPath: string
  readonly onAnswer: (requestId: string, answer: PermissionAnswer) => Promise<string | null>
}

const NO_PERMISSIONS: readonly PermissionRequest[] = []

export function SessionPermissions({ projectPath, onAnswer }: SessionPermissionsProps) {
  const permissions = useSessionStore((state) => state.currentSession?.permissions ?? NO_PERMISSIONS)
  const composerEmpty = useSessionStore((state) => (state.currentSession?.draft ?? '') === '')
  return (
    <PermissionDock
      permissions={permissions}
      projectPath={projectPath}
      composerEmpty={composerEmpty}
      onAnswer={onAnswer}
      onMode={setMode}
    />
  )
}

/** Shown at once and taken back, with the session's `error`, when it is refused. */
function setMode(mode: PermissionMode): void {
  void useSessionStore.getState().setPermissionMode(mode)
}
