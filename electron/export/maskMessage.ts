/** Masks every text of a message, a summary or anything else that is exported. Pure; called by `session/sessionExport.ts`. */
import { unreachable } from '../../shared/errors.ts'
import type { ContentBlock, SessionMessage, ToolResultBlock } from '../../shared/session.ts'

export type Mask = (text: string) => string

export function maskMessage(message: SessionMessage, mask: Mask): SessionMessage {
  return { ...message, content: message.content.map((block) => maskBlock(block, mask)) }
}

function maskBlock(block: ContentBlock, mask: Mask): ContentBlock {
  switch (block.type) {
    case 'text':
      return { ...block, text: mask(block.text) }
    case 'thinking':
      return { ...block, thinking: mask(block.thinking) }
    case 'tool_use':
      return { ...block, input: maskValue(block.input, mask) }
    case 'tool_result':
      return { ...block, content: maskResult(block.content, mask) }
    case 'image':
      return block.source.type === 'url'
        ? { ...block, source: { ...block.source, url: mask(block.source.url) } }
        : block
    case 'document':
      return {
        ...block,
        title: block.title === null ? null : mask(block.title),
        source:
          block.source.type === 'text' ? { ...block.source, data: mask(block.source.data) } : block.source
      }
    case 'unknown':
      return { ...block, raw: maskValue(block.raw, mask) }
    default:
      return unreachable(block)
  }
}

function maskResult(content: ToolResultBlock['content'], mask: Mask): ToolResultBlock['content'] {
  if (typeof content === 'string') return mask(content)
  return content.map((part) => {
    switch (part.type) {
      case 'text':
        return { ...part, text: mask(part.text) }
      case 'image':
        return part.source.type === 'url'
          ? { ...part, source: { ...part.source, url: mask(part.source.url) } }
          : part
      case 'unknown':
        return { ...part, raw: maskValue(part.raw, mask) }
      default:
        return unreachable(part)
    }
  })
}

/**
 * All texts in a JSON value, keys included. What is called by a secret's name is masked as if it were
 * written `name: "value"`, for in a value of its own nothing says what it is.
 */
export function maskValue(value: unknown, mask: Mask): unknown {
  if (typeof value === 'string') return mask(value)
  if (Array.isArray(value)) return value.map((item: unknown) => maskValue(item, mask))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]: [string, unknown]) => [
      mask(key),
      typeof item === 'string' ? maskNamedText(key, item, mask) : maskValue(item, mask)
    ])
  )
}

function maskNamedText(key: string, text: string, mask: Mask): string {
  const alone = mask(text)
  if (alone !== text || text.includes('\n')) return alone
  const named = `${JSON.stringify(key)}: ${JSON.stringify(text)}`
  const start = `${JSON.stringify(mask(key))}: "`
  const masked = mask(named)
  return masked === named || !masked.startsWith(start) ? text : masked.slice(start.length, -1)
}
