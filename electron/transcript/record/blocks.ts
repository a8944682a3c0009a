/**
 * Messages API content, as agents write and stream it, as our content blocks. The transcript reader
 * and the Claude adapter both come through here, so that a reload shows what the stream showed.
 */
import type {
  ContentBlock,
  DocumentBlock,
  ImageBlock,
  TextBlock,
  ToolResultBlock,
  UnknownBlock
} from '../../../shared/session.ts'
import { cutPlace } from '../../../shared/cutText.ts'
import { unreachable } from '../../../shared/errors.ts'
import { ToolEnding, ToolFacts } from '../../../shared/tool.ts'
import { isFields, notTooDeep, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { foundText, serverCall, serverResult } from './serverBlocks.ts'
import { serverNote } from './serverNotes.ts'

/** UTF-16 units of text a tool result or a document keeps in a preview. */
export const PREVIEW_LENGTH = 16 * 1024

/**
 * Content as the Messages API has it (a text or an array of blocks) as our blocks, whole. Kinds we
 * do not know come as `unknown` with the raw block in it; `signature` of thinking is left out.
 */
export function toContentBlocks(content: unknown): ContentBlock[] {
  return blocksIn(content).map(unknownNotTooDeep)
}

function blocksIn(content: unknown): ContentBlock[] {
  if (content === undefined || content === null || content === '') return []
  if (typeof content === 'string') return [{ type: 'text', text: content }]
  if (Array.isArray(content)) return content.flatMap(toBlocks)
  return [{ type: 'unknown', raw: content }]
}

function unknownNotTooDeep(block: ContentBlock): ContentBlock {
  if (block.type === 'unknown') return { ...block, raw: notTooDeep(block.raw) }
  if (block.type !== 'tool_result' || typeof block.content === 'string') return block
  const content = block.content.map((part) =>
    part.type === 'unknown' ? { ...part, raw: notTooDeep(part.raw) } : part
  )
  return { ...block, content }
}

function toBlocks(raw: unknown): readonly ContentBlock[] {
  if (!isFields(raw))
    return [typeof raw === 'string' ? { type: 'text', text: raw } : { type: 'unknown', raw }]
  return serverNote(raw) ?? [toContentBlock(raw)]
}

function toContentBlock(raw: Fields): ContentBlock {
  switch (raw['type']) {
    case 'thinking': {
      const thinking = textAt(raw, 'thinking')
      if (thinking === null) return { type: 'unknown', raw }
      // As our own transcripts keep what was not shown.
      return raw['redacted'] === true
        ? { type: 'thinking', thinking, redacted: true }
        : { type: 'thinking', thinking }
    }
    case 'redacted_thinking':
      return { type: 'thinking', thinking: '', redacted: true }
    case 'tool_use': {
      const id = textAt(raw, 'id')
      const name = textAt(raw, 'name')
      if (id === null || name === null) return { type: 'unknown', raw }
      return { type: 'tool_use', id, name, input: notTooDeep(raw['input'] ?? {}), ...keptFacts(raw) }
    }
    case 'tool_result':
      return toToolResult(raw)
    case 'document':
      return toDocument(raw)
    default:
      return serverCall(raw) ?? serverResult(raw) ?? toResultPart(raw)
  }
}

/** Documents that lie elsewhere (`url`, `file`) or are made of blocks are not ours to show: they stay raw. */
function toDocument(raw: Fields): DocumentBlock | UnknownBlock {
  const source = toDocumentSource(raw['source'])
  if (source === null) return { type: 'unknown', raw }
  const truncated = toTruncated(raw['truncated'])
  const block: DocumentBlock = { type: 'document', title: textAt(raw, 'title'), source }
  return truncated === null ? block : { ...block, truncated }
}

function toDocumentSource(source: unknown): DocumentBlock['source'] | null {
  if (!isFields(source)) return null
  const data = textAt(source, 'data')
  const mediaType = textAt(source, 'media_type')
  if (data === null) return null
  if (source['type'] === 'text') return { type: 'text', media_type: 'text/plain', data }
  return source['type'] === 'base64' && mediaType !== null
    ? { type: 'base64', media_type: mediaType, data }
    : null
}

function toTruncated(value: unknown): { bytes: number } | null {
  const bytes = isFields(value) ? value['bytes'] : undefined
  return typeof bytes === 'number' && Number.isInteger(bytes) && bytes > 0 ? { bytes } : null
}

/** As our own transcripts keep what a call is; others say nothing of it. */
function keptFacts(raw: Fields): ToolFacts | null {
  return raw['kind'] === undefined ? null : (ToolFacts.safeParse(raw).data ?? null)
}

function toToolResult(raw: Fields): ToolResultBlock | UnknownBlock {
  const toolUseId = textAt(raw, 'tool_use_id')
  if (toolUseId === null) return { type: 'unknown', raw }
  const block: ToolResultBlock = {
    type: 'tool_result',
    tool_use_id: toolUseId,
    content: toResultContent(raw['content']),
    is_error: raw['is_error'] === true,
    ...(raw['ending'] !== undefined && { ending: ToolEnding.parse(raw['ending']) })
  }
  const truncated = toTruncated(raw['truncated'])
  return truncated === null ? block : { ...block, truncated }
}

function toResultContent(content: unknown): ToolResultBlock['content'] {
  if (content === undefined || content === null) return ''
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return [{ type: 'unknown', raw: content }]
  return content.map((part: unknown) =>
    isFields(part) ? toResultPart(part) : { type: 'unknown', raw: part }
  )
}

/** What may stand in a tool result as well as in a message. */
function toResultPart(raw: Fields): TextBlock | ImageBlock | UnknownBlock {
  switch (raw['type']) {
    case 'text': {
      const text = textAt(raw, 'text')
      return text === null ? { type: 'unknown', raw } : { type: 'text', text }
    }
    case 'image': {
      const source = toImageSource(raw['source'])
      return source === null ? { type: 'unknown', raw } : { type: 'image', source }
    }
    case 'unknown':
      // Our own transcripts keep unknown blocks as we hold them.
      return 'raw' in raw ? { type: 'unknown', raw: raw['raw'] } : { type: 'unknown', raw }
    default: {
      const text = foundText(raw)
      return text === null ? { type: 'unknown', raw } : { type: 'text', text }
    }
  }
}

function toImageSource(source: unknown): ImageBlock['source'] | null {
  if (!isFields(source)) return null
  const data = textAt(source, 'data')
  const mediaType = textAt(source, 'media_type')
  if (source['type'] === 'base64' && data !== null && mediaType !== null) {
    return { type: 'base64', media_type: mediaType, data }
  }
  const url = textAt(source, 'url')
  return source['type'] === 'url' && url !== null ? { type: 'url', url } : null
}

/**
 * The block as it is sent in pages and events: a tool result or a document with more than
 * `PREVIEW_LENGTH` of text keeps its beginning and says in `truncated.bytes` how long (UTF-8) the whole text is. Everything
 * else, and a block that is a preview already, comes back as it is.
 */
export function previewBlock(block: ContentBlock): ContentBlock {
  switch (block.type) {
    case 'tool_result':
      return previewToolResult(block)
    case 'document':
      return previewDocument(block)
    case 'text':
    case 'thinking':
    case 'tool_use':
    case 'image':
    case 'unknown':
      return block
    default:
      return unreachable(block)
  }
}

function previewDocument(block: DocumentBlock): DocumentBlock {
  const { source } = block
  if (source.type !== 'text' || source.data.length <= PREVIEW_LENGTH) return block
  const bytes = Buffer.byteLength(source.data)
  return { ...block, source: { ...source, data: cutText(source.data, PREVIEW_LENGTH) }, truncated: { bytes } }
}

function previewToolResult(block: ToolResultBlock): ToolResultBlock {
  if (typeof block.content === 'string') {
    if (block.content.length <= PREVIEW_LENGTH) return block
    const bytes = Buffer.byteLength(block.content)
    return { ...block, content: cutText(block.content, PREVIEW_LENGTH), truncated: { bytes } }
  }
  let length = 0
  let bytes = 0
  for (const part of block.content) if (part.type === 'text') length += part.text.length
  if (length <= PREVIEW_LENGTH) return block
  let left = PREVIEW_LENGTH
  const content: (TextBlock | ImageBlock | UnknownBlock)[] = []
  for (const part of block.content) {
    if (part.type !== 'text') {
      content.push(part)
      continue
    }
    bytes += Buffer.byteLength(part.text)
    if (left > 0) content.push({ type: 'text', text: cutText(part.text, left) })
    left -= part.text.length
  }
  return { ...block, content, truncated: { bytes } }
}

/**
 * The first `length` UTF-16 units of a text, fewer rather than half a character. A copy: a
 * slice would keep the whole text alive for as long as the preview lives.
 */
export function cutText(text: string, length: number): string {
  if (text.length <= length) return text
  return Buffer.from(text.slice(0, cutPlace(text, length)), 'utf16le').toString('utf16le')
}
