/** Where a link of an answer leads. An agent's text is not trusted: what is not known to be harmless leads nowhere. */
import { isLocalPath } from '../../localPath.ts'
import { safeLink } from '../safeLink.ts'

export type LinkTarget =
  | { readonly kind: 'web'; readonly href: string }
  /** A file of this machine: absolute, or relative to the project. */
  | { readonly kind: 'file'; readonly path: string; readonly line: number | null }
  | { readonly kind: 'nowhere' }

const NOWHERE: LinkTarget = { kind: 'nowhere' }

/** Longer ones are not looked at. */
const LONGEST = 8_192

export function linkTarget(written: string): LinkTarget {
  if (written.length > LONGEST) return NOWHERE
  const href = written.trim()
  const address = safeLink(href)
  if (address !== null) return { kind: 'web', href: address }
  // A place in this page.
  if (/^[#?]/.test(href)) return NOWHERE
  return placeIn(href, decoded)
}

/** `src/main.ts:12`, `src/main.ts:12:7`, `src/main.ts#L12` and `src/main.ts#L12-L20`. */
export function filePlace(text: string): LinkTarget {
  return text.length > LONGEST ? NOWHERE : placeIn(text, (path) => path)
}

/**
 * What stands behind `#` or `?` is no part of the path, unless it is encoded. The path is decoded once: what it is then
 * is what is looked at, here and by whoever opens it.
 */
function placeIn(text: string, decode: (path: string) => string): LinkTarget {
  const end = text.search(/[#?]/)
  const whole = decode(end === -1 ? text : text.slice(0, end))
  const [, path = '', lineThere] = /^([^]+?)(?::(\d{1,7})(?::\d{1,5})?)?$/.exec(whole) ?? []
  if (!isLocalPath(path)) return NOWHERE
  const fragment = end === -1 ? '' : text.slice(end)
  const line = Number(lineThere ?? /#L(\d{1,7})(?:[-,]L?\d{1,7})?$/.exec(fragment)?.[1] ?? 0)
  return { kind: 'file', path, line: line > 0 ? line : null }
}

/** Code that names a place in a file, `src/main.ts:12`, and nothing else. */
export function codePlace(code: string): LinkTarget {
  if (code.length > LONGEST) return NOWHERE
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
