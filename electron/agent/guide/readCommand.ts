/** What a person asked the guide for. Pure. */

export type GuideCommand =
  | { readonly type: 'help' }
  | { readonly type: 'list'; readonly path: string }
  | { readonly type: 'read'; readonly path: string }
  | { readonly type: 'search'; readonly text: string }
  | { readonly type: 'run'; readonly command: string }
  | { readonly type: 'write'; readonly path: string; readonly text: string }
  | { readonly type: 'say'; readonly words: number }
  | { readonly type: 'fail' }
  /** A command we know, without what it needs. */
  | { readonly type: 'incomplete'; readonly usage: string }
  | { readonly type: 'unknown' }

/** Words in one answer: at 4 ms a word, a minute and a half. */
export const MOST_WORDS = 20_000

export function readCommand(message: string): GuideCommand {
  // A slash is a habit from other agents.
  const [, name = '', rest = ''] = /^\s*\/?([a-z]+)(?:\s+([\s\S]*))?$/i.exec(message) ?? []
  const given = rest.trim()
  switch (name.toLowerCase()) {
    case 'help':
      return given === '' ? { type: 'help' } : { type: 'unknown' }
    case 'list':
      return { type: 'list', path: given === '' ? '.' : unquoted(given) }
    case 'read':
      return given === '' ? incomplete('read <path>') : { type: 'read', path: unquoted(given) }
    case 'search':
      return given === '' ? incomplete('search <text>') : { type: 'search', text: unquoted(given) }
    case 'run':
      return given === '' ? incomplete('run <command>') : { type: 'run', command: given }
    case 'write':
      return readWrite(rest)
    case 'say':
      return readSay(given)
    case 'fail':
      return given === '' ? { type: 'fail' } : { type: 'unknown' }
    default:
      return { type: 'unknown' }
  }
}

/** The path ends at the first space unless it is quoted; one space later the text begins, as it is. */
function readWrite(rest: string): GuideCommand {
  const match = /^\s*(?:"([^"]+)"|'([^']+)'|(\S+))\s([\s\S]+)$/.exec(rest)
  const path = match?.[1] ?? match?.[2] ?? match?.[3]
  const text = match?.[4]
  if (path === undefined || text === undefined) return incomplete('write <path> <text>')
  return { type: 'write', path, text }
}

function readSay(given: string): GuideCommand {
  const digits = /^(\d{1,9})(?:\s+words?)?$/i.exec(given)?.[1]
  const words = Number(digits ?? 0)
  return words < 1 || words > MOST_WORDS
    ? incomplete(`say <n> words (n from 1 to ${MOST_WORDS})`)
    : { type: 'say', words }
}

function incomplete(usage: string): GuideCommand {
  return { type: 'incomplete', usage }
}

function unquoted(text: string): string {
  const quoted = /^(["'])([\s\S]+)\1$/.exec(text)
  return quoted?.[2] ?? text
}
