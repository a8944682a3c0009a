/**
 * Masks every text of a message, a summary or anything else that is exported. In steps, because a message may be as long as a
 * book. Pure; called by `session/acts/sessionExport.ts`.
 */
import { unreachable } from '../../shared/errors.ts'
import type { ContentBlock, SessionMessage, ToolResultBlock } from '../../shared/session.ts'
import type { ToolEnding } from '../../shared/tool.ts'

export type Mask = (text: string) => string
/** Masks a text and lets others have their turn between. */
export type MaskSteps = (text: string) => Generator<undefined, string>

export function maskMessage(message: SessionMessage, mask: Mask): SessionMessage {
  return atOnce(maskMessageInSteps(message, stepsOf(mask)))
}

export function maskValue(value: unknown, mask: Mask): unknown {
  return atOnce(maskValueInSteps(value, stepsOf(mask)))
}

function stepsOf(mask: Mask): MaskSteps {
  return function* (text) {
    const masked = mask(text)
    yield
    return masked
  }
}

function atOnce<T>(steps: Generator<undefined, T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

export function* maskMessageInSteps(
  message: SessionMessage,
  mask: MaskSteps
): Generator<undefined, SessionMessage> {
  const content: ContentBlock[] = []
  for (const block of message.content) {
    content.push(yield* maskBlock(block, mask))
    yield
  }
  return { ...message, content }
}

function* maskBlock(block: ContentBlock, mask: MaskSteps): Generator<undefined, ContentBlock> {
  switch (block.type) {
    case 'text':
      return { ...block, text: yield* mask(block.text) }
    case 'thinking':
      return { ...block, thinking: yield* mask(block.thinking) }
    case 'tool_use':
      return { ...block, input: yield* maskValueInSteps(block.input, mask) }
    case 'tool_result': {
      const content = yield* maskResult(block.content, mask)
      if (block.ending === undefined) return { ...block, content }
      return { ...block, content, ending: yield* maskEnding(block.ending, mask) }
    }
    case 'image':
      return block.source.type === 'url'
        ? { ...block, source: { ...block.source, url: yield* mask(block.source.url) } }
        : block
    case 'document':
      return {
        ...block,
        title: block.title === null ? null : yield* mask(block.title),
        source:
          block.source.type === 'text'
            ? { ...block.source, data: yield* mask(block.source.data) }
            : block.source
      }
    case 'unknown':
      return { ...block, raw: yield* maskValueInSteps(block.raw, mask) }
    default:
      return unreachable(block)
  }
}

/** It holds words of the result once more. */
function* maskEnding(ending: ToolEnding, mask: MaskSteps): Generator<undefined, ToolEnding> {
  switch (ending.kind) {
    case 'denied':
      return ending.note === null ? ending : { ...ending, note: yield* mask(ending.note) }
    case 'failed':
      return ending.said === undefined ? ending : { ...ending, said: yield* mask(ending.said) }
    case 'held':
    case 'stopped':
      return ending
    default:
      return unreachable(ending)
  }
}

function* maskResult(
  content: ToolResultBlock['content'],
  mask: MaskSteps
): Generator<undefined, ToolResultBlock['content']> {
  if (typeof content === 'string') return yield* mask(content)
  const parts: Exclude<ToolResultBlock['content'], string> = []
  for (const part of content) {
    switch (part.type) {
      case 'text':
        parts.push({ ...part, text: yield* mask(part.text) })
        break
      case 'image':
        parts.push(
          part.source.type === 'url'
            ? { ...part, source: { ...part.source, url: yield* mask(part.source.url) } }
            : part
        )
        break
      case 'unknown':
        parts.push({ ...part, raw: yield* maskValueInSteps(part.raw, mask) })
        break
      default:
        unreachable(part)
    }
    yield
  }
  return parts
}

/**
 * All texts in a JSON value, keys included. What is called by a secret's name is masked as if it were
 * written `name: "value"`, for in a value of its own nothing says what it is.
 */
function* maskValueInSteps(value: unknown, mask: MaskSteps): Generator<undefined, unknown> {
  if (typeof value === 'string') return yield* mask(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const items: unknown[] = []
    for (const item of value) items.push(yield* maskValueInSteps(item, mask))
    return items
  }
  const entries: [string, unknown][] = []
  for (const [key, item] of Object.entries(value) satisfies [string, unknown][]) {
    const name = yield* mask(key)
    const masked =
      typeof item === 'string'
        ? yield* maskNamedText(name, item, mask)
        : yield* maskNamedItems(name, item, mask)
    entries.push([name, masked])
  }
  return Object.fromEntries(entries)
}

/** `"set-cookie": ["…", "…"]`: the name of a list is the name of its texts. */
function* maskNamedItems(name: string, value: unknown, mask: MaskSteps): Generator<undefined, unknown> {
  if (!Array.isArray(value)) return yield* maskValueInSteps(value, mask)
  const items: unknown[] = []
  for (const item of value) {
    items.push(
      typeof item === 'string' ? yield* maskNamedText(name, item, mask) : yield* maskValueInSteps(item, mask)
    )
  }
  return items
}

/** No secret is longer, but for those that tell themselves. */
const LONGEST_NAMED = 4_000

function* maskNamedText(name: string, text: string, mask: MaskSteps): Generator<undefined, string> {
  const alone = yield* mask(text)
  if (alone !== text || text.length > LONGEST_NAMED || text.includes('\n')) return alone
  const start = `${JSON.stringify(name)}: "`
  const named = `${JSON.stringify(name)}: ${JSON.stringify(text)}`
  const masked = yield* mask(named)
  return masked === named || !masked.startsWith(start) ? text : masked.slice(start.length, -1)
}
