/** Feeds the permission dock from the store, so that a request does not draw the page again. */
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
  return (
    <PermissionDock
      permissions={permissions}
      projectPath={projectPath}
      onAnswer={onAnswer}
      onMode={setMode}
    />
  )
}

/** Shown at once and taken back, with the session's `error`, when it is refused. */
function setMode(mode: PermissionMode): void {
  void useSessionStore.getState().setPermissionMode(mode)
}
