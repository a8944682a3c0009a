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
  | { readonly type: 'edit'; readonly path: string; readonly before: string; readonly after: string }
  | { readonly type: 'ask'; readonly question: string }
  | { readonly type: 'plan'; readonly subject: string }
  | { readonly type: 'tasks' }
  | { readonly type: 'think'; readonly words: number }
  | { readonly type: 'agent'; readonly task: string }
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
      return readCount(given, 'say', (words) => ({ type: 'say', words }))
    case 'edit':
      return readEdit(rest)
    case 'ask':
      return given === '' ? incomplete('ask <question>') : { type: 'ask', question: given }
    case 'plan':
      return given === '' ? incomplete('plan <what>') : { type: 'plan', subject: given }
    case 'tasks':
      return given === '' ? { type: 'tasks' } : { type: 'unknown' }
    case 'think':
      return readCount(given, 'think', (words) => ({ type: 'think', words }))
    case 'agent':
      return given === '' ? incomplete('agent <text>') : { type: 'agent', task: given }
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

/** Path, what stands there, an arrow, what shall stand there. */
function readEdit(rest: string): GuideCommand {
  const match = /^\s*(?:"([^"]+)"|'([^']+)'|(\S+))\s([\s\S]+?)\s=>(?:\s([\s\S]*))?$/.exec(rest)
  const path = match?.[1] ?? match?.[2] ?? match?.[3]
  const before = match?.[4]
  if (path === undefined || before === undefined) return incomplete('edit <path> <old> => <new>')
  return { type: 'edit', path, before, after: match?.[5] ?? '' }
}

function readCount(
  given: string,
  name: 'say' | 'think',
  command: (words: number) => GuideCommand
): GuideCommand {
  const digits = /^(\d{1,9})(?:\s+words?)?$/i.exec(given)?.[1]
  const words = Number(digits ?? 0)
  return words < 1 || words > MOST_WORDS
    ? incomplete(`${name} <n> words (n from 1 to ${MOST_WORDS})`)
    : command(words)
}

function incomplete(usage: string): GuideCommand {
  return { type: 'incomplete', usage }
}

function unquoted(text: string): string {
  const quoted = /^(["'])([\s\S]+)\1$/.exec(text)
  return quoted?.[2] ?? text
}
