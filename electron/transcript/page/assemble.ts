/**
 * Joins pieces of the thread, oldest first, into messages: the lines of one API message become one
 * message, a compaction's summary becomes part of its boundary. Pure; called by `readPage.ts`.
 */
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { unreachable } from '../../../shared/errors.ts'
import { isHookNotice, toldOnce } from '../record/hookNotices.ts'
import { pulledBehindPrompts } from './pulledMessages.ts'
import type { Piece } from '../record/pieces.ts'

type Answer = Extract<Piece, { kind: 'answer' }>

/** Messages, oldest first; an answer stands where its first line does. */
export function assemble(pieces: readonly Piece[]): SessionMessage[] {
  const messages: SessionMessage[] = []
  const answers = groupAnswers(pieces)
  for (const piece of pieces) {
    switch (piece.kind) {
      case 'message':
        messages.push(piece.message)
        break
      case 'answer': {
        // Stands where its first line stands, even when results came between its lines.
        const group = answers.get(piece)
        if (group) messages.push({ ...piece.message, content: joinBlocks(group) })
        break
      }
      case 'summary': {
        const boundary = messages.at(-1)
        if (boundary?.notice === 'compacted' && boundary.id === piece.boundaryId) {
          const content = [...boundary.content, ...piece.message.content]
          messages.splice(-1, 1, { ...boundary, content })
        } else {
          messages.push(piece.message)
        }
        break
      }
      default:
        unreachable(piece)
    }
  }
  return pulledBehindPrompts(toldOnce(messages))
}

/** The first line of each API message with all its lines. */
function groupAnswers(pieces: readonly Piece[]): ReadonlyMap<Answer, Answer[]> {
  const groups = new Map<Answer, Answer[]>()
  let open: Answer[] = []
  for (const piece of pieces) {
    if (piece.kind === 'answer') {
      if (open[0]?.message.id === piece.message.id) {
        open.push(piece)
      } else {
        open = [piece]
        groups.set(piece, open)
      }
    } else if (!isResult(piece) && !isHookNotice(piece.message)) {
      open = []
    }
  }
  return groups
}

/** Tool results are written as they come, between the lines of the message that asked for them. */
export function isResult(piece: Piece): boolean {
  return (
    piece.kind === 'message' &&
    piece.message.role === 'user' &&
    piece.message.content.some((block) => block.type === 'tool_result')
  )
}

function joinBlocks(lines: readonly Answer[]): ContentBlock[] {
  if (lines.length === 1) return lines[0]?.message.content ?? []
  const indexed = lines.every(({ blockIndex }) => blockIndex !== null)
  const ordered = indexed ? lines.toSorted((a, b) => (a.blockIndex ?? 0) - (b.blockIndex ?? 0)) : lines
  return ordered.flatMap(({ message }) => message.content)
}
