/**
 * A foreign text (a title, a name, words somebody wrote) in a sentence of ours: written from right to left, it would
 * turn around the quotes and the words beside it. Every sentence takes its titles through here. Pure.
 */

/** What is written from right to left, and marks that turn what follows. */
const TURNS =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** Marks of direction that are not closed in the text would close or outlast what stands around it. */
const ISOLATES = /[\u202a-\u202e\u2066-\u2069]/gu

/** What is written from left to right stays as it is, to the letter. */
export function isolated(text: string): string {
  return TURNS.test(text) ? `\u2068${text.replaceAll(ISOLATES, '')}\u2069` : text
}
