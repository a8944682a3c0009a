/**
 * A link to a path with spaces in it, `[plan](/home/My Files/plan.md)`: CommonMark wants angle brackets around it,
 * people and models do not write them. Only what looks like a path or an address is taken for one: `[1](see below)`
 * stays text. Asked by both lexers when they find no link. Pure.
 */
import { driveTarget, isDriveLink } from './windowsPath.ts'

/** A link or picture as it was written, `href` with its blanks. */
export interface SpacedLink {
  readonly raw: string
  readonly isImage: boolean
  /** Markdown. */
  readonly label: string
  readonly href: string
  readonly title: string
}

const LONGEST_LABEL = 500
const LONGEST_TARGET = 1_000

/** The link at the start of the text, which begins with `[` or `![`; null when it is none of this kind. */
export function readSpacedLink(text: string): SpacedLink | null {
  const isImage = text.startsWith('!')
  const from = isImage ? 2 : 1
  const labelEnd = endOfLabel(text, from)
  if (labelEnd === -1 || text.charAt(labelEnd + 1) !== '(') return null
  const end = endOfTarget(text, labelEnd + 2)
  if (end === -1) return null
  const inside = text.slice(labelEnd + 2, end).trim()
  const titled = /^(\S.*?)\s+(?:"([^"]*)"|'([^']*)')$/.exec(inside)
  const written = titled?.[1] ?? inside
  // A shell's way to write a space.
  const href = driveTarget(written.replaceAll('\\ ', ' '))
  // Two of them are none.
  if (!(/\s/.test(href) || isDriveLink(text)) || !isPath(href) || /\.\w{1,9}[,;]\s/.test(href)) return null
  return {
    raw: text.slice(0, end + 1),
    isImage,
    label: text.slice(from, labelEnd),
    href,
    title: titled?.[2] ?? titled?.[3] ?? ''
  }
}

function endOfLabel(text: string, from: number): number {
  const most = Math.min(text.length, from + LONGEST_LABEL)
  let depth = 0
  for (let at = from; at < most; at += 1) {
    const sign = text.charAt(at)
    if (sign === '\\') at += 1
    else if (sign === '[') depth += 1
    else if (sign === ']') {
      if (depth === 0) return at
      depth -= 1
    }
  }
  return -1
}

/** Where the bracket stands that closes it, on the same line. */
function endOfTarget(text: string, from: number): number {
  const most = Math.min(text.length, from + LONGEST_TARGET)
  let depth = 0
  for (let at = from; at < most; at += 1) {
    const sign = text.charAt(at)
    if (sign === '\n' || sign === '<' || sign === '>') return -1
    if (sign === '(') depth += 1
    else if (sign === ')') {
      if (depth === 0) return at
      depth -= 1
    }
  }
  return -1
}

/** It begins as a path or an address does, or ends as the name of a file does. */
function isPath(href: string): boolean {
  return BEGINNING.test(href) || ENDING.test(href)
}

const BEGINNING = /^(?:[a-z][a-z\d+.-]{1,20}:\/\/\S|[a-z]:[\\/]|\.{0,2}[\\/][^\s\\/]|~[\\/])/i
const ENDING = /\.[a-z]\w{0,9}(?::\d{1,7}){0,2}(?:[#?][\w,:=-]{0,99})?$/i
