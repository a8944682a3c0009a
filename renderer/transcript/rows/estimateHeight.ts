/**
 * How high a message will be, roughly, before it has been drawn: enough for a scrollbar that tells the
 * truth. Pure and cheap: it reads the length of a text, never the text. In pixels at the usual text size.
 */
import { unreachable } from '../../../shared/errors.ts'
import type { ContentBlock, SessionMessage } from '../../../shared/session.ts'
import { isOpenAtFirst } from '../tools/isOpenAtFirst.ts'

const LINE = 22
/** Characters in a line of the transcript's width, blank lines and short lines counted in. */
const PER_LINE = 72
/** A step's line, with the space below it. */
const STEP = 33
/** Prompts fold beyond this many lines. */
const MOST_PROMPT_LINES = 16

export function estimateMessage(message: SessionMessage): number {
  switch (message.role) {
    case 'user':
      return 44 + Math.min(MOST_PROMPT_LINES, linesOf(message.content)) * LINE
    case 'assistant':
      return message.content.reduce((sum, block) => sum + estimateBlock(block), 0)
    case 'system':
      if (message.notice === 'failed') return 66
      return STEP + (message.notice === 'info' ? (linesOf(message.content) - 1) * LINE : 0)
    default:
      return unreachable(message.role)
  }
}

function linesOf(content: readonly ContentBlock[]): number {
  return content.reduce((sum, block) => sum + (block.type === 'text' ? lines(block.text) : 2), 0)
}

function lines(text: string): number {
  return Math.max(1, Math.ceil(text.length / PER_LINE))
}

function estimateBlock(block: ContentBlock): number {
  switch (block.type) {
    case 'text':
      return 12 + lines(block.text) * LINE
    case 'tool_use':
      return isOpenAtFirst(block) || (block.kind === 'todo' && block.variant === undefined) ? 170 : STEP
    case 'image':
      return 320
    case 'tool_result':
      return 0
    case 'thinking':
    case 'document':
    case 'unknown':
      return STEP
    default:
      return unreachable(block)
  }
}
