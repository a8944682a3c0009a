/**
 * Words as a search by words sees them, the same at both ends: the server finds sessions with it, the palette its own
 * entries. Pure.
 */

/**
 * Without case, accents and what nobody sees, letters taken apart, so that the beginning of a Korean syllable finds it;
 * what has two writings in the one that is on every keyboard.
 */
export function plainText(text: string): string {
  if (/^[\u0020-\u007e\n]*$/u.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKD')
    .replaceAll(LEFT_OUT, '')
    .toLowerCase()
    .replaceAll(TWO_WRITINGS, (letter) => WRITINGS[letter] ?? letter)
}

/** Accents, but not the signs of ASCII that look like some; joiners, soft hyphens, marks of direction and of emoji. */
const LEFT_OUT = /(?![\^`])[\p{Diacritic}\p{Cf}\ufe00-\ufe0f]/gu

const WRITINGS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ς: 'σ',
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‐': '-',
  '–': '-',
  '—': '-'
}
const TWO_WRITINGS = new RegExp(`[${Object.keys(WRITINGS).join('')}]`, 'gu')

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
