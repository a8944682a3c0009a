/**
 * Tools that the API runs itself (a search of the web, an advisor, code, servers of the Model Context Protocol) as
 * the same blocks as all other tools: a call, and behind it its result. Their results stand in the answer and come
 * in a notation of their own for each tool. Pure; used by `blocks.ts`.
 */
import type { ToolResultBlock, ToolUseBlock, UnknownBlock } from '../../../shared/session.ts'
import { isFields, notTooDeep, textAt } from './fields.ts'
import type { Fields } from './fields.ts'

/** `server_tool_use`, `mcp_tool_use` and what may come; null for a block that is no call. */
export function serverCall(raw: Fields): ToolUseBlock | null {
  const id = textAt(raw, 'id')
  const name = textAt(raw, 'name')
  if (textAt(raw, 'type')?.endsWith('_tool_use') !== true || id === null || name === null) return null
  const server = textAt(raw, 'server_name')
  return {
    type: 'tool_use',
    id,
    name: server === null ? name : `mcp__${server}__${name}`,
    input: notTooDeep(raw['input'] ?? {})
  }
}

/** `web_search_tool_result` and its kin; null for a block that is no such result. */
export function serverResult(raw: Fields): ToolResultBlock | null {
  const toolUseId = textAt(raw, 'tool_use_id')
  if (textAt(raw, 'type')?.endsWith('_tool_result') !== true || toolUseId === null) return null
  const { text, isError } = wordsOf(raw['content'])
  return {
    type: 'tool_result',
    tool_use_id: toolUseId,
    content: text ?? [unknownPart(raw['content'])],
    is_error: isError || raw['is_error'] === true
  }
}

/** Something found that stands in a tool's result or beside a prompt, in words; null for what has none. */
export function foundText(raw: Fields): string | null {
  const type = textAt(raw, 'type')
  return type === 'search_result' || type === 'tool_reference' || type === 'document' ? textOf(raw) : null
}

interface Words {
  /** Null when there is something, and none of it is words. */
  readonly text: string | null
  readonly isError: boolean
}

function wordsOf(content: unknown): Words {
  if (content === undefined || content === null) return { text: '', isError: false }
  if (typeof content === 'string') return { text: content, isError: false }
  if (Array.isArray(content)) return wordsOfMany(content)
  if (!isFields(content)) return { text: null, isError: false }
  const code = textAt(content, 'error_code')
  if (code !== null)
    return { text: [code, textAt(content, 'error_message')].filter(Boolean).join(': '), isError: true }
  // Meant for the model alone, which can read it.
  if (/_(?:redacted|encrypted)_|^encrypted_/.test(textAt(content, 'type') ?? '')) return outputOf(content)
  return textAt(content, 'stdout') === null ? { text: textOf(content), isError: false } : outputOf(content)
}

function wordsOfMany(content: readonly unknown[]): Words {
  const found = content.filter(isFields)
  const links = found.flatMap((part) => {
    const url = textAt(part, 'url')
    return url === null || textAt(part, 'type') !== 'web_search_result'
      ? []
      : [{ title: textAt(part, 'title') ?? url, url }]
  })
  // As Claude Code writes what its own search has found.
  if (links.length > 0) return { text: `Links: ${JSON.stringify(links)}`, isError: false }
  const texts = found.flatMap((part) => textOf(part) ?? [])
  return { text: texts.length === 0 && content.length > 0 ? null : texts.join('\n'), isError: false }
}

/** What a program said that the API ran. */
function outputOf(content: Fields): Words {
  const code = content['return_code']
  const hasFailed = typeof code === 'number' && code !== 0
  const texts = [hasFailed ? `Exit code ${code}` : '', textAt(content, 'stdout'), textAt(content, 'stderr')]
  return { text: texts.filter(Boolean).join('\n'), isError: hasFailed }
}

function textOf(part: Fields): string | null {
  const inner = part['content']
  const said = textAt(part, 'text') ?? textAt(part, 'data') ?? (typeof inner === 'string' ? inner : null)
  if (said !== null) return said
  if (isFields(part['source'])) return joined(textAt(part, 'title'), sourceText(part['source']))
  if (isFields(inner)) return joined(textAt(part, 'url'), textOf(inner))
  if (Array.isArray(inner))
    return joined(textAt(part, 'title'), textAt(part, 'source'), wordsOfMany(inner).text)
  const { lines, tool_references: references } = part
  if (Array.isArray(lines)) return lines.filter((line) => typeof line === 'string').join('\n')
  if (Array.isArray(references)) {
    return references.flatMap((tool) => (isFields(tool) ? (textAt(tool, 'tool_name') ?? []) : [])).join('\n')
  }
  return textAt(part, 'tool_name') ?? textAt(part, 'file_id')
}

/** Of what is no text, of which kind it is. */
function sourceText(source: Fields): string | null {
  return source['type'] === 'base64'
    ? textAt(source, 'media_type')
    : (textOf(source) ?? textAt(source, 'url'))
}

function joined(...texts: readonly (string | null)[]): string | null {
  const said = texts.filter((text) => text !== null && text !== '')
  return said.length === 0 ? null : said.join('\n')
}

function unknownPart(raw: unknown): UnknownBlock {
  return { type: 'unknown', raw: notTooDeep(raw) }
}
