/** Where a link of an answer leads. An agent's text is not trusted: what is not known to be harmless leads nowhere. */
import { safeLink } from '../safeLink.ts'

export type LinkTarget =
  | { readonly kind: 'web'; readonly href: string }
  /** A file of this machine: absolute, or relative to the project. */
  | { readonly kind: 'file'; readonly path: string; readonly line: number | null }
  | { readonly kind: 'nowhere' }

const NOWHERE: LinkTarget = { kind: 'nowhere' }

export function linkTarget(written: string): LinkTarget {
  const href = written.trim()
  const address = safeLink(href)
  if (address !== null) return { kind: 'web', href: address }
  const isDrive = /^[a-z]:[\\/]/i.test(href)
  // Any scheme that is not on the list, an address on another host, a place in this page, a control character.
  if (!isDrive && /^(?:[a-z][a-z0-9+.-]*:(?!\d)|[/\\]{2}|[#?])/i.test(href)) return NOWHERE
  return filePlace(decoded(href))
}

/** `src/main.ts:12`, `src/main.ts:12:7`, `src/main.ts#L12` and `src/main.ts#L12-L20`. */
export function filePlace(text: string): LinkTarget {
  const match = /^(.+?)(?::(\d{1,7})(?::\d{1,5})?|#L(\d{1,7})(?:[-,]L?\d+)?|[#?].*)?$/.exec(text)
  const path = match?.[1]
  if (path === undefined || path.length > 4096 || /\p{Cc}/u.test(path)) return NOWHERE
  const line = Number(match?.[2] ?? match?.[3] ?? 0)
  return { kind: 'file', path, line: line > 0 ? line : null }
}

/** Code that names a place in a file, `src/main.ts:12`, and nothing else. */
export function codePlace(code: string): LinkTarget {
  return /^[\w@.~+-][\w@.~+/\\-]*\.\w{1,10}:\d{1,7}(?::\d{1,5})?$/.test(code) && !/^\d+\./.test(code)
    ? filePlace(code)
    : NOWHERE
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    // A percent sign that encodes nothing: the path has one.
    return href
  }
}
