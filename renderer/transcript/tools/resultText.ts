/** Reads a tool's result: its text, its images, its exit code, how many lines it has. Pure. */
import type { ImageBlock, ToolResultBlock } from '../../../shared/session.ts'
import { plainTerminalText } from '../../../shared/terminal/terminalText.ts'

/** All text parts in order, as a terminal would show them but without colours. */
export function resultText(result: ToolResultBlock): string {
  return plainTerminalText(writtenText(result))
}

/** All text parts in order, as they were written. */
export function writtenText(result: ToolResultBlock): string {
  if (typeof result.content === 'string') return result.content
  const texts = result.content.map((part) => (part.type === 'text' ? part.text : ''))
  return texts.filter(Boolean).join('\n')
}

export function resultImages(result: ToolResultBlock): readonly ImageBlock[] {
  if (typeof result.content === 'string') return []
  return result.content.filter((part) => part.type === 'image')
}

/** Parts of kinds we do not know, as they came. */
export function resultUnknown(result: ToolResultBlock): readonly unknown[] {
  if (typeof result.content === 'string') return []
  return result.content.flatMap((part) => (part.type === 'unknown' ? [part.raw] : []))
}

/** Lines of a text as people count them: a final newline does not begin another. */
export function countLines(text: string): number {
  if (text === '') return 0
  const breaks = text.split('\n').length
  return text.endsWith('\n') ? breaks - 1 : breaks
}

const EXIT = /^Exit code (-?\d+)(?:\n|$)/

/** A command that failed says its exit code in the first line; null when there is none. */
export function exitCode(result: ToolResultBlock): number | null {
  const code = result.is_error ? EXIT.exec(writtenText(result).slice(0, 40))?.[1] : undefined
  return code === undefined ? null : Number(code)
}

/** Without the line `exitCode` is read from. */
export function withoutExitCode(text: string): string {
  return text.replace(EXIT, '')
}
