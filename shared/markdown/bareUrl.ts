/**
 * Where an address that is written without any mark ends: no later than before full-width punctuation, curly quotes
 * and Chinese, Japanese or Korean letters, which follow it without a space. An address that holds such letters is
 * linked whole when it is written as a link. Read by the lexers of the page and of the export. Pure.
 */
import { EAST_ASIAN } from './eastAsian.ts'

const LONGEST_WORD = 16_384
const WORD = new RegExp(`[^\\s${EAST_ASIAN}“”‘’‚„«»‹›…—·]{1,${LONGEST_WORD}}`, 'uy')
const AFTER_LETTER = new RegExp(`(?<=[${EAST_ASIAN}“‘«…—])www\\.`, 'iu')

/** Length of what of `text` may be an address. */
export function addressLength(text: string): number {
  WORD.lastIndex = 0
  return WORD.test(text) ? WORD.lastIndex : 0
}

/** Where in a text an address begins that stands right behind a letter of those scripts; -1 for none. */
export function addressBehindLetter(text: string): number {
  return text.includes('www.') || text.includes('WWW.') ? text.search(AFTER_LETTER) : -1
}
