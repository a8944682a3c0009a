/**
 * What of a record is indexed, and as what: the words of people and agents (scope `words`), and everything else that can
 * be read, which only a search in all of it finds: thinking, what tools were given and answered, notices, what subagents
 * did. Images, signatures and kinds of blocks nobody knows are left out; so is what a format does not show, which is
 * where prompts of vendors and reminders end. Pure.
 */
import { unreachable } from '../../../shared/errors.ts'
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { isFields } from '../../transcript/record/fields.ts'
import type { Fields } from '../../transcript/record/fields.ts'
import type { Piece } from '../../transcript/record/pieces.ts'
import { readRecord } from '../../transcript/record/record.ts'
import { isSidechain } from '../../transcript/record/record.ts'
import type { RecordFormat } from '../../transcript/record/recordFormat.ts'
import type { SaidBy } from './facets.ts'

/** The two indexes: `words` is small and asked first, `rest` is all that is searched beside it. */
export type Part = 'words' | 'rest'

/** What kind of text a hit is in. */
type TextKind = 'words' | 'thinking' | 'tool_input' | 'tool_output' | 'notice' | 'document'

export interface ShownText {
  readonly kind: TextKind
  readonly text: string
  /** Drawn as Markdown: its marks are none of its words. */
  readonly isMarkdown: boolean
}

/** A message as one record says it, under the id that a page of its session has it by. */
export interface ReadMessage {
  readonly message: SessionMessage
  readonly isAside: boolean
}

/** Null when the record shows nothing. @param at where it stands in its file */
export function messageIn(
  record: Fields,
  { at, isSubagent }: { readonly at: number; readonly isSubagent: boolean },
  format: RecordFormat
): ReadMessage | null {
  const place = { offset: at, fallbackTime: '', parentToolUseId: isSubagent ? 'aside' : null, whole: true }
  const piece = readRecord(record, place, format)
  if (piece === null) return null
  return {
    message: { ...piece.message, id: shownAs(piece) },
    isAside: isSubagent || isSidechain(record) || piece.message.parentToolUseId !== undefined
  }
}

/** What a compaction left is shown as part of its boundary. */
function shownAs(piece: Piece): string {
  return piece.kind === 'summary' ? (piece.boundaryId ?? piece.message.id) : piece.message.id
}

/** The texts of a message that belong to this part, in their order. */
export function textsOf({ message, isAside }: ReadMessage, part: Part): readonly ShownText[] {
  const isSaid = !isAside && (message.role !== 'system' || message.sender !== undefined)
  return message.content.flatMap((block) =>
    (isSaid && block.type === 'text') === (part === 'words') ? textsIn(block, message) : []
  )
}

function textsIn(block: ContentBlock, { role, sender }: SessionMessage): readonly ShownText[] {
  const isMarkdown = role !== 'user'
  switch (block.type) {
    case 'text': {
      const kind = role === 'system' && sender === undefined ? 'notice' : 'words'
      return [{ kind, text: block.text, isMarkdown }]
    }
    case 'thinking':
      return block.thinking === '' ? [] : [{ kind: 'thinking', text: block.thinking, isMarkdown }]
    case 'tool_use':
      return [{ kind: 'tool_input', text: [...stringsIn(block.input)].join('\n'), isMarkdown: false }]
    case 'tool_result': {
      const parts = typeof block.content === 'string' ? [block.content] : block.content
      const text = parts.flatMap((item) =>
        typeof item === 'string' ? [item] : item.type === 'text' ? [item.text] : []
      )
      return [{ kind: 'tool_output', text: text.join('\n'), isMarkdown: false }]
    }
    case 'document':
      return block.source.type === 'text'
        ? [{ kind: 'document', text: block.source.data, isMarkdown: false }]
        : []
    case 'image':
    case 'unknown':
      return []
    default:
      return unreachable(block)
  }
}

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (Array.isArray(value)) for (const item of value) yield* stringsIn(item)
  else if (isFields(value)) for (const item of Object.values(value)) yield* stringsIn(item)
}

/** Who said the texts of this part. */
export function saidBy({ message }: ReadMessage, texts: readonly ShownText[]): readonly SaidBy[] {
  const all = texts.map(({ kind }): SaidBy =>
    kind === 'tool_input' || kind === 'tool_output' ? 'tool' : message.role
  )
  return [...new Set(all)]
}

/** What a message asks of tools, by the ids that answers name. */
export function toolsAsked({ content }: SessionMessage): readonly (readonly [id: string, name: string])[] {
  return content.flatMap((block) => (block.type === 'tool_use' ? [[block.id, block.name] as const] : []))
}

export function toolsAnswered({ content }: SessionMessage): readonly string[] {
  return content.flatMap((block) => (block.type === 'tool_result' ? [block.tool_use_id] : []))
}
