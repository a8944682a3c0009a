/**
 * The pages a window can be sent to, as paths of the app. What comes from outside (a restored window, a
 * notification, another window's wish) is parsed by this and by nothing wider: a path opens, it never acts.
 */
import { z } from 'zod'
import type { ProjectId, SessionId } from './ids.ts'

const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
/** Where the reader stands in a session, or which message is meant. */
const hash = '(?:#[\\w.~:=%-]{1,300})?'

export const WindowPath = z
  .string()
  .regex(new RegExp(`^/(?:settings|doctor|projects/${uuid}(?:/chat(?:/${uuid}${hash})?)?)?$`, 'u'))

export function sessionPath(projectId: ProjectId, sessionId: SessionId): string {
  return `/projects/${projectId}/chat/${sessionId}`
}

/** Whether both show the same page, wherever in it the reader stands. */
export function isSamePage(a: string, b: string): boolean {
  return withoutHash(a) === withoutHash(b)
}

function withoutHash(path: string): string {
  return path.split('#', 1)[0] ?? path
}
