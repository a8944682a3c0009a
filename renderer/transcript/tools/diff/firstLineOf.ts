/**
 * Where in its file an edit begins. The input of an edit does not say; some results do, by a numbered
 * snippet of the file around it. Pure.
 */
import type { ToolResultBlock } from '../../../../shared/session.ts'
import { numberedLines } from '../code/numberedLines.ts'
import { resultText } from '../resultText.ts'
import type { TextEdit } from './editsOf.ts'
import { linesOf } from './lineDiff.ts'

/** A number from 1, null when nobody told. */
export function firstLineOf(toolName: string, edit: TextEdit, result: ToolResultBlock | null): number | null {
  if (toolName === 'Write') return 1
  if (toolName === 'NotebookEdit' || result === null || result.is_error) return null
  const after = linesOf(edit.after)
  if (after.length === 0) return null
  const { lines } = numberedLines(snippetOf(resultText(result)))
  const at = lines.findIndex((_, index) => after.every((line, step) => lines[index + step]?.text === line))
  return lines[at]?.number ?? null
}

/** From the first numbered line on. */
function snippetOf(text: string): string {
  const at = /^\s*\d+(?:\t|→)/m.exec(text)?.index
  return at === undefined ? '' : text.slice(at)
}
