/**
 * Tells lines of a transcript apart by their first bytes, so that most of a file is never parsed.
 * Only the two beginnings that Claude Code writes are recognised (`{"parentUuid":…` for lines of
 * the chain, `{"type":…` for the records beside it); anything else is `other` and must be parsed,
 * which keeps files of other versions and other writers correct, only slower.
 */

/** What the first bytes of a line tell; ids are as they stand there, unchecked. */
export type Sniffed =
  | { readonly kind: 'blank' }
  /** A record beside the chain: carries no message. */
  | { readonly kind: 'meta'; readonly type: string }
  /** A line of the chain: the uuid of its parent, null at a root or a compaction. */
  | {
      readonly kind: 'chain'
      readonly parent: string | null
      readonly isSidechain: boolean
      readonly isAttachment: boolean
      /** An attachment that may hold what a hook said. */
      readonly isOfHook: boolean
    }
  | { readonly kind: 'other' }

const chainStart = '{"parentUuid":'
const metaStart = '{"type":"'
const messageTypes: ReadonlySet<string> = new Set(['user', 'assistant', 'system', 'attachment'])
const uuidKey = Buffer.from('"uuid"')
const blank: Sniffed = { kind: 'blank' }
const other: Sniffed = { kind: 'other' }

/** `line` without its newline. */
export function sniffLine(line: Buffer): Sniffed {
  const head = line.toString('latin1', 0, 160)
  if (head.startsWith(chainStart)) return sniffChain(head)
  if (head.startsWith(metaStart)) {
    const end = head.indexOf('"', metaStart.length)
    const type = end === -1 ? '' : head.slice(metaStart.length, end)
    if (messageTypes.has(type) || type === '') return other
    // Types we have never heard of are looked at when they could stand in the thread.
    return isKnownMeta(type) || !line.includes(uuidKey) ? { kind: 'meta', type } : other
  }
  return line.length <= 2 && head.trim() === '' ? blank : other
}

function sniffChain(head: string): Sniffed {
  const at = chainStart.length
  if (head.startsWith('null', at)) return chain(null, head.slice(at + 4))
  if (head[at] !== '"') return other
  const end = head.indexOf('"', at + 1)
  const parent = head.slice(at + 1, end)
  // An escape or a byte beyond ASCII: not a uuid, leave it to the parser.
  return end === -1 || !isPlain(parent) ? other : chain(parent, head.slice(end + 1))
}

/** Printable ASCII without escapes. No regular expression: compiling one costs more than a page's lines. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code < 0x20 || code > 0x7e || code === 0x5c) return false
  }
  return true
}

/** Of the line behind its parent only an attachment is looked at further: most lines are none. */
function chain(parent: string | null, rest: string): Sniffed {
  if (!rest.startsWith(attachmentStart)) {
    const isSidechain = rest.startsWith(',"isSidechain":true')
    return { kind: 'chain', parent, isSidechain, isAttachment: false, isOfHook: false }
  }
  return {
    kind: 'chain',
    parent,
    isSidechain: false,
    isAttachment: !rest.includes('"queued_command"'),
    isOfHook: hookStarts.some((start) => rest.startsWith(start, attachmentStart.length))
  }
}

const attachmentStart = ',"isSidechain":false,"attachment":'
const hookStarts: readonly string[] = ['{"type":"hook_', '{"type":"async_hook_']

const uuidStart = Buffer.from('"uuid":"')

/** The record's own id when that is certain; null when the line must be parsed for it (a tool's input may hold one, too). */
export function plainUuid(line: Buffer): string | null {
  const at = line.indexOf(uuidStart)
  if (at === -1) return null
  const begin = at + uuidStart.length
  const end = line.indexOf('"', begin)
  const isPlainId =
    end !== -1 && line.indexOf(uuidStart, begin) === -1 && !line.subarray(begin, end).includes('\\')
  return isPlainId ? line.toString('utf8', begin, end) : null
}

/** Most bytes of a transcript are tool results: told by their beginning, they are not parsed. */
export function isToolResultLine(line: Buffer): boolean {
  const head = line.toString('latin1', 0, 700)
  // Both patterns hold bare quotes: no text inside a message can look like them.
  const user = head.indexOf('"message":{"role":"user","content":[{')
  return user !== -1 && head.includes('"type":"tool_result"', user)
}

/** Records Claude Code keeps beside the conversation. */
export function isKnownMeta(type: string): boolean {
  return knownMeta.has(type) || type.startsWith('file-history-') || type.startsWith('api-request')
}

const knownMeta: ReadonlySet<string> = new Set([
  'queue-operation',
  'last-prompt',
  'custom-title',
  'ai-title',
  'agent-name',
  'agent-setting',
  'tag',
  'mode',
  'permission-mode',
  'tools-used',
  'cost-state',
  'atis-latch',
  'summary',
  'task-summary',
  'pr-link',
  'progress'
])
