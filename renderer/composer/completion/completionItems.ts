/** What can be chosen where the caret stands, as the list draws it. */
import type { FileMatch } from '../../../shared/files.ts'
import type { CommandMatch } from './matchCommands.ts'

export type CompletionItem =
  ({ readonly kind: 'command' } & CommandMatch) | ({ readonly kind: 'file' } & FileMatch)

/** What stands in place of a list, or above it: one line. */
export type CompletionNote =
  | { readonly tone: 'quiet'; readonly text: string }
  | { readonly tone: 'problem'; readonly text: string; readonly onRetry: () => void }

export interface CompletionList {
  readonly items: readonly CompletionItem[]
  readonly note: CompletionNote | null
}

export function keyOf(item: CompletionItem): string {
  return item.kind === 'command' ? `/${item.command.name}` : item.path
}

/** A text cut where its marks begin and end. */
export interface MarkedPart {
  readonly text: string
  readonly isMatch: boolean
}

/** @param positions UTF-16 units that match, ascending */
export function markedParts(text: string, positions: readonly number[]): readonly MarkedPart[] {
  const marks = new Set(positions)
  const parts: { text: string; isMatch: boolean }[] = []
  let at = 0
  for (const letter of lettersOf(text)) {
    const end = at + letter.length
    let isMatch = false
    for (; at < end; at += 1) isMatch ||= marks.has(at)
    const last = parts.at(-1)
    if (last?.isMatch === isMatch) last.text += letter
    else parts.push({ text: letter, isMatch })
  }
  return parts
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** A letter that is marked in part is marked whole: nothing is cut within it. */
function lettersOf(text: string): readonly string[] {
  if (/^[\u0020-\u007e]*$/u.test(text)) return text.split('')
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}
