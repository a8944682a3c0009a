/**
 * Pages of a session that lies in several transcripts, one after another: an agent that clears its context
 * goes on in another file. Reads them as one, with a line where something was cleared. Called by
 * `session/past/past.ts`, which knows the files.
 */
import type { SessionMessage } from '../../../shared/session.ts'
import type { Page } from '../../../shared/page.ts'
import { Refusal } from '../../refusal.ts'

/** One of the transcripts a session lies in. */
export interface TranscriptPart {
  /** Names it in cursors. */
  readonly id: string
  readonly file: string
  /** The line before what it holds, null where none is drawn. */
  readonly line: PartLine | null
  /** The record at which the part behind it was begun, where it has been written on since; null: its newest. */
  readonly head: string | null
}

interface PartLine {
  readonly at: string
  /** What a person sent to have it so: the file it begins holds it, and the line stands behind it. */
  readonly messageId: string | null
}

/** As of one transcript; the cursor names the part it lies in. */
export interface PartsRequest {
  readonly limit: number
  readonly before?: string | null
  /** Of the newest part's newest page only. */
  readonly head?: string | null
}

type ReadPart = (
  file: string,
  request: { limit: number; before?: string; head?: string | null }
) => Promise<Page>

/** `parts` oldest first. Rejects as `read` does, and with 400 `bad_cursor`. */
export async function readParts(
  parts: readonly TranscriptPart[],
  { limit, before, head }: PartsRequest,
  read: ReadPart
): Promise<Page> {
  const place = placeOf(before ?? null, parts)
  let messages: SessionMessage[] = []
  for (let at = place.at; ; at -= 1) {
    const part = parts[at]
    if (part === undefined) return { messages, before: null }
    const cursor = at === place.at ? place.before : null
    const end = at === parts.length - 1 ? head : (part.head ?? undefined)
    const page = await read(part.file, {
      limit: Math.max(1, limit - messages.length),
      ...(cursor === null ? null : { before: cursor }),
      ...(end === undefined || cursor !== null ? null : { head: end })
    })
    const begins = page.before === null && part.line !== null && at > 0
    messages = [...(begins ? withLine(page.messages, part.id, part.line) : page.messages), ...messages]
    if (page.before !== null) return { messages, before: cursorIn(parts, at, page.before) }
    const older = parts[at - 1]
    if (messages.length >= limit && older) return { messages, before: cursorIn(parts, at - 1, '') }
  }
}

/** The line itself, with the same id while it happens and when it is read again. */
export function clearedLine(conversationId: string, at: string): SessionMessage {
  return {
    id: `cleared:${conversationId}`,
    role: 'system',
    content: [{ type: 'text', text: 'The context was cleared. What follows begins anew.' }],
    createdAt: at,
    isStreaming: false,
    notice: 'cleared'
  }
}

function withLine(messages: readonly SessionMessage[], id: string, line: PartLine): SessionMessage[] {
  const [first, ...rest] = messages
  const message = clearedLine(id, line.at)
  return first !== undefined && first.id === line.messageId
    ? [first, message, ...rest]
    : [message, ...messages]
}

const prefix = 'part:'

/** A cursor of the newest part is as it always was. */
function cursorIn(parts: readonly TranscriptPart[], at: number, before: string): string {
  return at === parts.length - 1 ? before : `${prefix}${parts[at]?.id ?? ''}:${before}`
}

function placeOf(
  cursor: string | null,
  parts: readonly TranscriptPart[]
): { readonly at: number; readonly before: string | null } {
  if (cursor === null || !cursor.startsWith(prefix)) return { at: parts.length - 1, before: cursor }
  const [, id, ...rest] = cursor.split(':')
  const at = parts.findIndex((part) => part.id === id)
  if (at === -1) {
    throw new Refusal(400, 'bad_cursor')
  }
  const before = rest.join(':')
  return { at, before: before === '' ? null : before }
}
