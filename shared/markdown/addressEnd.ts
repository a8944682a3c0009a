/**
 * What of the characters behind an address is no more of it, where GFM takes all up to a space: what no address holds
 * (quotes, ticks, a backslash), brackets it has not opened, marks of emphasis, punctuation of other scripts, emoji and
 * arrows, spaces that are not seen. And what only looks like an address of mail: `react@18.2.0`, `git@a.example:b/c`.
 * Pure; its work grows with the length of the address.
 */

/** An address as a browser takes it, and how to find its end in the text as it was written. */
export interface WrittenAddress {
  /** Without the backslashes in front of its `_`. */
  readonly plain: string
  /** Length as it was written of what is so long in `plain`. */
  lengthWritten: (length: number) => number
}

/** A longer one is none. */
const LONGEST = 16_384
const PART = /[^\s"`<>\\]+|\\[_*~]/uy
/** A dash between words and what joins letters (ZWNJ, ZWJ) may stand in a path. */
const FOREIGN_SIGN = /(?![\u2013\u200c\u200d])(?=[^\0-\x7f])[\p{P}\p{S}\p{Cf}]/u

/** What of the beginning of a text may be an address. */
export function writtenAddress(text: string): WrittenAddress {
  let plain = ''
  /** Where in `plain` a backslash was left out. */
  const escapes: number[] = []
  PART.lastIndex = 0
  for (let part = PART.exec(text); part !== null && plain.length < LONGEST; part = PART.exec(text)) {
    const [found] = part
    const isEscape = found.startsWith('\\')
    if (isEscape) escapes.push(plain.length)
    plain += isEscape ? found.slice(1) : found
  }
  return {
    plain: plain.slice(0, endIn(plain)),
    lengthWritten: (length) => length + escapes.filter((at) => at < length).length
  }
}

function endIn(address: string): number {
  const mark = address.search(/\*\*|~~/)
  const sign = address.search(FOREIGN_SIGN)
  const end = Math.min(mark === -1 ? Infinity : mark, sign === -1 ? Infinity : sign, address.length)
  let square = 0
  let curly = 0
  for (let at = 0; at < end; at += 1) {
    const character = address.charAt(at)
    if (character === '[') square += 1
    else if (character === '{') curly += 1
    else if (character === ']' && square-- === 0) return at
    else if (character === '}' && curly-- === 0) return at
  }
  return end
}

/**
 * Whether it is one of mail: the name of a machine ends with letters, and neither a path nor a port is behind it.
 * @param behind what follows it in the text
 */
export function isMail(address: string, behind: string): boolean {
  return /\.[a-z][\w-]*$/i.test(address) && !/^[:/][\w/~.]/.test(behind)
}
