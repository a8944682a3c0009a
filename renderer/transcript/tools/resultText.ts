/** Reads a tool's result: its text, its images, how many lines it has. Pure. */
import type { ImageBlock, ToolResultBlock } from '../../../shared/session.ts'

const ESCAPE = String.fromCharCode(27)
/** Colours and cursor moves (`ESC [ … m`), titles and links (`ESC ] … BEL`) that a program wrote for a terminal. */
const TERMINAL_CODES = new RegExp(
  `${ESCAPE}(?:\\[[0-?]*[ -/]*[@-~]|\\][^\\u0007${ESCAPE}]*(?:\\u0007|${ESCAPE}\\\\))`,
  'g'
)

/** All text parts in order, without terminal codes; parts of unknown kinds are left to the raw view. */
export function resultText(result: ToolResultBlock): string {
  if (typeof result.content === 'string') return withoutTerminalCodes(result.content)
  const texts = result.content.map((part) => (part.type === 'text' ? part.text : ''))
  return withoutTerminalCodes(texts.filter(Boolean).join('\n'))
}

function withoutTerminalCodes(text: string): string {
  return text.includes(ESCAPE) ? text.replace(TERMINAL_CODES, '') : text
}

export function resultImages(result: ToolResultBlock): readonly ImageBlock[] {
  if (typeof result.content === 'string') return []
  return result.content.filter((part) => part.type === 'image')
}

/** Lines of a text as people count them: a final newline does not begin another. */
export function countLines(text: string): number {
  if (text === '') return 0
  const breaks = text.split('\n').length
  return text.endsWith('\n') ? breaks - 1 : breaks
}

/** Claude Code wraps its refusals in a tag meant for the model. */
export function withoutErrorTag(text: string): string {
  return text.replace(/^<tool_use_error>([\s\S]*)<\/tool_use_error>$/, '$1')
}
