/**
 * What the page may ask of the browser. Set on the session before the first window exists: without
 * handlers Electron grants some permissions and denies others, and which changes with its version.
 */
import type { Session } from 'electron'
import { originOf } from './origin.ts'

/** Reaching our own server on loopback (under both its names), copying text, telling of finished turns. */
const granted: ReadonlySet<string> = new Set([
  'loopback-network',
  'local-network-access',
  'clipboard-sanitized-write',
  'notifications'
])

/** `own` is the origin of our page; everybody else gets nothing. */
export function mayUse(permission: string, requestingUrl: string, own: string): boolean {
  return granted.has(permission) && originOf(requestingUrl) === own
}

export function setPermissionHandlers(
  session: Pick<
    Session,
    'setPermissionCheckHandler' | 'setPermissionRequestHandler' | 'setDevicePermissionHandler'
  >,
  own: string
): void {
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) =>
    mayUse(permission, requestingOrigin, own)
  )
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(mayUse(permission, details.requestingUrl, own))
  })
  session.setDevicePermissionHandler(() => false)
}
