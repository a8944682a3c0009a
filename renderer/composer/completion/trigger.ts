/** What is being written where the caret stands: a command of the agent, a mention of a file, or neither. Pure. */

export interface Trigger {
  readonly kind: 'command' | 'mention'
  /** What was written of it, without its sign and quotes. */
  readonly query: string
  /** The part of the text that a choice takes the place of, in UTF-16 units. */
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
  const before = text.slice(0, caret)
  const command = /^\/([^\s/]*)$/u.exec(before)
  if (command) return { kind: 'command', query: command[1] ?? '', start: 0, end: wordEnd(text, caret) }
  const quoted = /(?:^|\s)@"([^"\n]*)$/u.exec(before)
  if (quoted) {
    const query = quoted[1] ?? ''
    return { kind: 'mention', query, start: caret - query.length - 2, end: quoteEnd(text, caret) }
  }
  const mention = /(?:^|\s)@([^\s"]*)$/u.exec(before)
  if (!mention) return null
  const query = mention[1] ?? ''
  return { kind: 'mention', query, start: caret - query.length - 1, end: wordEnd(text, caret) }
}

function wordEnd(text: string, caret: number): number {
  const rest = /^\S*/u.exec(text.slice(caret))
  return caret + (rest?.[0].length ?? 0)
}

function quoteEnd(text: string, caret: number): number {
  const rest = /^[^"\n]*"/u.exec(text.slice(caret))
  return caret + (rest?.[0].length ?? 0)
}

/** A file's path with a space behind it; a folder's without, so that one goes on with what is in it. */
export function mentionOf(text: string, { start, end }: Trigger, path: string): Insertion {
  const isFolder = path.endsWith('/')
  const needsQuotes = /\s/u.test(path)
  const mention = needsQuotes ? `@"${path}${isFolder ? '' : '"'}` : `@${path}`
  return isFolder ? { start, end, text: mention } : withSpace(text, { start, end, text: mention })
}

export function commandOf(text: string, { start, end }: Trigger, name: string): Insertion {
  return withSpace(text, { start, end, text: `/${name}` })
}

/** A space behind it, or the one that stands there already. */
function withSpace(text: string, { start, end, text: words }: Insertion): Insertion {
  return { start, end: text[end] === ' ' ? end + 1 : end, text: `${words} ` }
}
