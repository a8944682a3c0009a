/** The line by which lists name a session that has no title: its first prompt, cut. Pure. */
import { cutText, firstCharacters } from './cutText.ts'

const LENGTH = 200

/** One line of at most 200 characters, never half of one; null when there is no text. */
export function previewOf(text: string): string | null {
  // Someone may have pasted a book: no more of it is looked at than a preview can need.
  const line = cutText(text.trimStart(), 10 * LENGTH)
    .replaceAll(/\s+/g, ' ')
    .trim()
  return line === '' ? null : firstCharacters(cutText(line, 2 * LENGTH), LENGTH)
}
