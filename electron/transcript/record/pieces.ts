/**
 * What a record says, as a piece of what is shown, and how such pieces are made of a record's fields. Pure; made by
 * `record.ts` and `userRecord.ts`, joined to messages by `assemble.ts`.
 */
import type { ContentBlock, Notice, Sender, SessionMessage } from '../../../shared/session.ts'
import { previewBlock, toContentBlocks } from './blocks.ts'
import { fieldsAt, textAt } from './fields.ts'
import type { Fields } from './fields.ts'
import { timeOf } from './recordTime.ts'

/** Where a record was found, for what it does not say itself. */
export interface Place {
  /** Byte offset of the line: names the message when the record has no id. */
  readonly offset: number
  /** ISO time for records without one. */
  readonly fallbackTime: string
  /** The tool use that started the subagent whose file is read, else null. */
  readonly parentToolUseId: string | null
  /** Keeps long results and documents whole instead of their beginning. */
  readonly whole?: boolean
}

/** One record's part of what is shown; `assemble.ts` joins those of one API message. */
export type Piece =
  | { readonly kind: 'message'; readonly message: SessionMessage }
  /** A line of an API message: one block as a rule. All lines of the message carry its `id`. */
  | { readonly kind: 'answer'; readonly message: SessionMessage; readonly blockIndex: number | null }
  /** What a compaction left: belongs to the boundary `boundaryId`, if that is a boundary. */
  | { readonly kind: 'summary'; readonly message: SessionMessage; readonly boundaryId: string | null }

/** A message of this record: its uuid, or its place where it has none, and its time, or the file's. */
export function base(
  record: Fields,
  place: Place,
  role: SessionMessage['role'],
  content: ContentBlock[]
): SessionMessage {
  const message: SessionMessage = {
    id: textAt(record, 'uuid')?.slice(0, 200) || `line:${place.offset}`,
    role,
    content,
    createdAt: timeOf(record) ?? place.fallbackTime,
    isStreaming: false
  }
  const parentToolUseId = place.parentToolUseId ?? textAt(record, 'parentToolUseId')
  return parentToolUseId ? { ...message, parentToolUseId } : message
}

/** The blocks in the `message` of a record, cut as `place` says. */
export function blocksOf(record: Fields, place: Place): ContentBlock[] {
  return contentOf(fieldsAt(record, 'message')?.['content'], place)
}

/**
 * Blocks of any content of an API message; what is none becomes an `unknown` block. Long ones are cut unless
 * `whole`.
 */
export function contentOf(content: unknown, { whole: isWhole = false }: Place): ContentBlock[] {
  const blocks = toContentBlocks(content)
  return isWhole ? blocks : blocks.map(previewBlock)
}

/** A piece that is a message by itself. */
export function whole(
  record: Fields,
  place: Place,
  role: SessionMessage['role'],
  content: ContentBlock[]
): Piece {
  return { kind: 'message', message: base(record, place, role, content) }
}

/** A `system` message with one text, in English. */
export function notice(
  record: Fields,
  place: Place,
  kind: Notice,
  text: string
): Extract<Piece, { kind: 'message' }> {
  const message = base(record, place, 'system', [{ type: 'text', text }])
  return { kind: 'message', message: { ...message, notice: kind } }
}

/** Another one's words, told as theirs and never as the person's. */
export function said(record: Fields, place: Place, sender: Sender, content: ContentBlock[]): Piece {
  const message = base(record, place, 'system', content)
  return { kind: 'message', message: { ...message, notice: 'info', sender } }
}

/** The tool uses a record's content asks for, and those it answers. */
export function toolUsesOf(content: readonly ContentBlock[]): { asked: string[]; answered: string[] } {
  const asked: string[] = []
  const answered: string[] = []
  for (const block of content) {
    if (block.type === 'tool_use') asked.push(block.id)
    if (block.type === 'tool_result') answered.push(block.tool_use_id)
  }
  return { asked, answered }
}
