/** What a tool call changes in a file, compared. Computed once per call: for its line, and for its inside. Pure. */
import type { ToolResultBlock } from '../../../../shared/session.ts'
import { editsOf } from './editsOf.ts'
import type { EditCall, TextEdit } from './editsOf.ts'
import { printableProse } from '../printable.ts'
import { firstLineOf, toldLines } from './firstLineOf.ts'
import { lineDiff } from './lineDiff.ts'
import type { LineDiff } from './lineDiff.ts'

export interface EditDiff extends TextEdit {
  readonly diff: LineDiff
  /** The number the first line has in the file after the change; null when nobody told. */
  readonly firstLine: number | null
  /** It is no text: nothing was compared. */
  readonly isBinary: boolean
}

const NONE: readonly EditDiff[] = []
/** Edits of one call that are looked for in what the result tells. */
const MOST_PLACED = 50

/** Empty for tools that change no file, and for inputs that have not arrived yet. */
export function editDiffs(use: EditCall, result: ToolResultBlock | null): readonly EditDiff[] {
  const edits = editsOf(use)
  if (edits.length === 0) return NONE
  const told = toldLines(use.variant, result)
  return edits.map((edit, index) => {
    if (isBinary(edit)) return { ...edit, diff: NOTHING, firstLine: null, isBinary: true }
    const before = printableProse(edit.before)
    const after = printableProse(edit.after)
    const firstLine = index < MOST_PLACED ? firstLineOf(use.variant, edit, told) : null
    return { before, after, diff: lineDiff(before, after), firstLine, isBinary: false }
  })
}

const NOTHING: LineDiff = { lines: [], added: 0, removed: 0 }

/** Looked at of a text to tell whether it is one. */
const SAMPLE = 8_000

/** Bytes that were read as text hold zeros, or much that is no letter. */
function isBinary({ before, after }: TextEdit): boolean {
  return [before, after].some((text) => {
    const sample = text.slice(0, SAMPLE)
    if (sample.includes('\u0000')) return true
    let odd = 0
    for (let at = 0; at < sample.length; at += 1) {
      const code = sample.charCodeAt(at)
      if (code === 0xfffd || (code < 0x20 && code !== 9 && code !== 10 && code !== 13 && code !== 27))
        odd += 1
    }
    return odd > sample.length * 0.1
  })
}

/** Lines that came and went, over all edits. */
export function changeOf(diffs: readonly EditDiff[]): { readonly added: number; readonly removed: number } {
  return {
    added: diffs.reduce((sum, { diff }) => sum + diff.added, 0),
    removed: diffs.reduce((sum, { diff }) => sum + diff.removed, 0)
  }
}
