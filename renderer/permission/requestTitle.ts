/** What a request wants, in the language of the page where the page knows the act, else as it came. Pure. */
import type { PermissionRequest } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'

export function inOurTitle(request: PermissionRequest): PermissionRequest {
  const title = request.act && ownTitle(request.act.code, request.act.parameters ?? {})
  return title === undefined ? request : { ...request, title }
}

function ownTitle(
  code: string,
  { subject, server }: Readonly<Record<string, string | number>>
): string | undefined {
  const { acts } = strings.permission
  if (!Object.hasOwn(acts, code)) return undefined
  return acts[code]?.(textOf(subject), textOf(server))
}

function textOf(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value)
}
