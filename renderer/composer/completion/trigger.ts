/** What is being written where the caret stands: a command of the agent, a mention of a file, or neither. Pure. */
import { beginsMention, LONGEST_MENTION, SIGNS } from './signPlace.ts'

export interface Trigger {
  readonly kind: 'command' | 'mention'
  /** What was written of it, without its sign and quotes. */
  readonly query: string
  /** From the sign to the caret, in UTF-16 units: the part that a choice takes the place of. */
  readonly start: number
  readonly end: number
}

export interface Insertion {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** `caret` in UTF-16 units; null when something is selected. */
export function triggerAt(text: string, caret: number | null): Trigger | null {
  if (caret === null) return null
  // Of a long text only what is near: this is asked at every key.
  const from = Math.max(0, caret - LONGEST_MENTION)
  const before = text.slice(from, caret)
  const command = from === 0 ? /^\/([^\s/]*)$/u.exec(before) : null
  if (command) return { kind: 'command', query: command[1] ?? '', start: 0, end: caret }
  const at = quotedSign(text, before, from) ?? plainSign(text, before, from)
  if (at === null) return null
  const query = text.slice(at, caret).replace(/^."?/u, '')
  return { kind: 'mention', query, start: at, end: caret }
}

/** The sign of `@"…`, whose quote is still open. */
function quotedSign(text: string, before: string, from: number): number | null {
  const quoted = /[@＠]"[^"\n]*$/u.exec(before)
  if (quoted === null) return null
  const at = from + quoted.index
  return beginsMention(text, at) ? at : null
}

/** The last sign of the word that begins a mention: a name may have others in it (`icon@2x.png`). */
function plainSign(text: string, before: string, from: number): number | null {
  const word = /[^\s"]*$/u.exec(before)
  const begin = from + (word?.index ?? 0)
  for (let at = from + before.length - 1; at >= begin; at -= 1) {
    if (SIGNS.includes(text.charAt(at)) && beginsMention(text, at)) return at
  }
  return null
}

/** A file's path with a space behind it; a folder's without, so that one goes on with what is in it. */
export function mentionOf(text: string, { start, end }: Trigger, path: string): Insertion {
  const isFolder = path.endsWith('/')
  const needsQuotes = /\s/u.test(path)
  const isQuoted = text.startsWith('"', start + 1)
  if (needsQuotes && isFolder) return { start, end, text: `@"${path}` }
  // The quote that stands behind the caret already is the one that closes it.
  if (isQuoted && text.startsWith('"', end)) {
    return isFolder
      ? { start, end, text: `@"${path}` }
      : withSpace(text, { start, end: end + 1, text: `@"${path}"` })
  }
  const mention = needsQuotes ? `@"${path}"` : `@${path}`
  return isFolder ? { start, end, text: mention } : withSpace(text, { start, end, text: mention })
}

export function commandOf(text: string, { start, end }: Trigger, name: string): Insertion {
  return withSpace(text, { start, end, text: `/${name}` })
}

/** A space behind it, or the one that stands there already. */
function withSpace(text: string, { start, end, text: words }: Insertion): Insertion {
  return { start, end: text[end] === ' ' ? end + 1 : end, text: `${words} ` }
}
