/**
 * Which characters are written without spaces between words: Chinese, Japanese and Korean letters, and the full-width
 * signs that stand among them. Asked by the readers of Markdown beside this file. Pure.
 */

/** For a class of a regular expression with the flag `u`. */
export const EAST_ASIAN =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Script=Bopomofo}\\p{Script=Yi}' +
  // Strokes and radicals, full-width punctuation, enclosed letters, vertical and small forms, full-width letters.
  '\\u2e80-\\u312f\\u31c0-\\u33ff\\ufe10-\\ufe1f\\ufe30-\\ufe6f\\uff00-\\uffef\\u{1f200}-\\u{1f265}'

const pattern = new RegExp(`[${EAST_ASIAN}]`, 'u')

/** No letter before this one is meant. */
const FIRST = 0x1100

/** @param character one code point, or nothing */
export function isEastAsian(character: string): boolean {
  return (character.codePointAt(0) ?? 0) >= FIRST && pattern.test(character)
}
