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
  for (let at = 0; at < text.length; at += 1) {
    const isMatch = marks.has(at)
    const last = parts.at(-1)
    const unit = text[at] ?? ''
    if (last?.isMatch === isMatch) last.text += unit
    else parts.push({ text: unit, isMatch })
  }
  return parts
}
