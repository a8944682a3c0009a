/** The beginning of a text of which nobody knows how long it is, and how much of it is left. Pure, linear. */
import { cutPlace } from '../../shared/cutText.ts'

export interface PartLimit {
  readonly lines: number
  readonly characters: number
}

export interface FirstPart {
  readonly shown: string
  /** Line breaks in what is not shown. */
  readonly moreLines: number
  /** Of what is not shown. */
  readonly moreCharacters: number
}

/** A little more than the limit is shown whole. */
const SPARE_LINES = 2

export function firstPart(text: string, { lines, characters }: PartLimit): FirstPart {
  let end = 0
  let counted = 0
  let cut = -1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) {
    counted += 1
    if (counted === lines) cut = at
  }
  const isLong = counted >= lines + SPARE_LINES
  end = isLong ? cut : text.length
  if (end > characters * 1.25) end = cutPlace(text, characters)
  const rest = text.length - end
  if (rest === 0) return { shown: text, moreLines: 0, moreCharacters: 0 }
  let shownLines = 0
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) shownLines += 1
  return { shown: text.slice(0, end), moreLines: counted - shownLines, moreCharacters: rest }
}
