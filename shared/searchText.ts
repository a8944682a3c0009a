/**
 * Words as a search by words sees them, the same at both ends: the server finds sessions with it, the palette its own
 * entries. Pure.
 */

/** Without case and accents, letters taken apart, so that the beginning of a Korean syllable finds it. */
export function plainText(text: string): string {
  if (/^[\u0020-\u007e\n]*$/u.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
}

/** Each must stand somewhere in a text that is found. */
export function searchedWords(query: string): readonly string[] {
  return plainText(query)
    .split(/\s+/u)
    .filter((word) => word !== '')
}

export function hasWords(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return true
  const plain = plainText(text)
  return words.every((word) => plain.includes(word))
}
