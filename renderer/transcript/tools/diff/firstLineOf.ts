/**
 * Where in its file an edit begins. The input of an edit does not say; some results do, by a numbered
 * snippet of the file around it. Pure.
 */
import type { ToolResultBlock } from '../../../../shared/session.ts'
import type { ToolVariant } from '../../../../shared/tool.ts'
import { numberedLines } from '../code/numberedLines.ts'
import type { NumberedLine } from '../code/numberedLines.ts'
import { resultText } from '../resultText.ts'
import type { TextEdit } from './editsOf.ts'
import { linesOf } from './lineDiff.ts'

/** The numbered lines a result tells of the file; none where nobody told. */
export function toldLines(
  variant: ToolVariant | undefined,
  result: ToolResultBlock | null
): readonly NumberedLine[] {
  if (variant !== undefined || result === null || result.is_error) return []
  return numberedLines(snippetOf(resultText(result))).lines
}

/** A number from 1, null when nobody told. */
export function firstLineOf(
  variant: ToolVariant | undefined,
  edit: TextEdit,
  told: readonly NumberedLine[]
): number | null {
  if (variant === 'write') return 1
  const after = linesOf(edit.after)
  if (after.length === 0 || told.length === 0) return null
  const at = indexOfLines(
    told.map(({ text }) => text),
    after
  )
  return told[at]?.number ?? null
}

/** Where all of `wanted` stand in `lines`, -1 where they do not. By Knuth, Morris and Pratt: no line is read again. */
function indexOfLines(lines: readonly string[], wanted: readonly string[]): number {
  /** Of each beginning of `wanted`: how long a beginning it also ends with. */
  const borders = [0]
  for (let at = 1, length = 0; at < wanted.length; at += 1) {
    while (length > 0 && wanted[at] !== wanted[length]) length = borders[length - 1] ?? 0
    if (wanted[at] === wanted[length]) length += 1
    borders.push(length)
  }
  for (let at = 0, found = 0; at < lines.length; at += 1) {
    while (found > 0 && lines[at] !== wanted[found]) found = borders[found - 1] ?? 0
    if (lines[at] === wanted[found]) found += 1
    if (found === wanted.length) return at - found + 1
  }
  return -1
}

/** From the first numbered line on. */
function snippetOf(text: string): string {
  const at = /^[ \t]*\d+(?:\t|→)/m.exec(text)?.index
  return at === undefined ? '' : text.slice(at)
}
