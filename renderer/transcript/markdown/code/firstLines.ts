/** What is drawn of a long text until the rest is asked for. Pure. */
import { cutText } from '../../../../shared/cutText.ts'

export interface Fold {
  readonly text: string
  /** Of the whole. */
  readonly lines: number
}

export interface FoldLimits {
  /** Texts of no more lines are not folded. */
  readonly most: number
  readonly shown: number
  /** The most characters that are drawn of a folded text; one that has no more is folded by its lines only. */
  readonly characters: number
}

/** Null when the text is short enough to be drawn whole. */
export function firstLines(text: string, { most, shown, characters }: FoldLimits): Fold | null {
  const isWide = text.length > characters * 1.5
  const cut = endOfLine(text, most) === -1 ? -1 : endOfLine(text, shown)
  if (cut === -1 && !isWide) return null
  const end = cut === -1 ? characters : Math.min(cut, characters)
  return { text: cutText(text, end), lines: countLines(text) }
}

/** Offset of the line break that ends the `count`th line, -1 when there are not so many. */
function endOfLine(text: string, count: number): number {
  let at = -1
  for (let line = 0; line < count; line += 1) {
    at = text.indexOf('\n', at + 1)
    if (at === -1) return -1
  }
  return at
}

function countLines(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
