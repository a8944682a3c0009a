/**
 * Tells by their bytes whether lines of a transcript can hold what is looked for, so that most of them need
 * not be parsed for it. Never wrong in saying no: folding of case and accents, other ways to write a letter, signs nobody
 * sees and the escapes of JSON are reckoned with. Made by `session/acts/sessionFind.ts`, asked for each line.
 */
import { isAscii } from 'node:buffer'
import { PlainReading, plainText } from '../../../shared/searchText.ts'
import { foldedIn } from './foldedBytes.ts'

/** A query made ready to be looked for in the bytes of lines. */
export interface Needle {
  /** Whether one line or many may hold it, also as Markdown: with marks and links between the letters, with signs escaped. */
  readonly mayStandIn: (bytes: Buffer) => boolean
  /** The same for what is no Markdown: marks in it are signs. */
  readonly mayStandPlainIn: (bytes: Buffer) => boolean
}

/** Both say yes to everything when nothing can be told by bytes. */
export function needleOf(query: string): Needle {
  const run = longestRun(plainText(query))
  if (run === '') return { mayStandIn: () => true, mayStandPlainIn: () => true }
  const isTyped = isAscii(Buffer.from(run))
  const letters = Array.from(run)
  const plain = new RegExp(letters.map(escaped).join(''), 'i')
  // Finds what stands there as it is, too: one look and not two.
  const isOneLetter = letters.length < 2 && !SIGN.test(run)
  const marked = isOneLetter ? plain : new RegExp(letters.map(asWritten).join(BETWEEN), 'i')
  const mayReadOtherwise = isTyped ? foldedIn(run) : () => true
  const test =
    (pattern: RegExp) =>
    (bytes: Buffer): boolean => {
      const text = bytes.toString('latin1')
      if (isTyped && pattern.test(text)) return true
      const hasEscapes = bytes.includes(escape) && HAS_ESCAPED_SIGN.test(text)
      const isOther = hasEscapes || (!isAscii(bytes) && mayReadOtherwise(text))
      return isOther && pattern.test(read(text, isTyped, hasEscapes))
    }
  return { mayStandIn: test(marked), mayStandPlainIn: test(plain) }
}

/** Marks of Markdown that are drawn as emphasis or code, and the ends of links, within JSON. */
const BETWEEN = String.raw`(?:[*_~\x60[]|\]\((?:<[^<>]{0,900}>|[^()\s]{0,900})(?: \\"[^"\\]{0,900}\\")?\)){0,9}`
const SIGN = /[!-/:-@[-`{-~]/
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&(?:amp;|#38;)?',
  '<': '(?:<|&lt;|&#60;)',
  '>': '(?:>|&gt;|&#62;)',
  "'": "(?:'|&apos;|&#39;)"
}

/** A sign as Markdown in JSON may have it: behind a backslash, which is two there, or as an entity. */
function asWritten(character: string): string {
  const sign = ENTITIES[character] ?? escaped(character)
  return SIGN.test(character) ? String.raw`(?:\\\\)?${sign}` : sign
}

/** Other writers escape everything beyond ASCII; control characters, of which terminals print many, are nothing here. */
const ESCAPED_SIGN = /\\u(?!00[01])([0-9a-f]{4})/gi
const escape = Buffer.from('\\u')
const HAS_ESCAPED_SIGN = /\\u(?!00[01])[0-9a-f]{4}/i

/**
 * As a search reads it. Only what is not ASCII is decoded, and where letters of ASCII are looked for, no other comes in:
 * a long string of others takes ten times as long to make.
 * @param bytes each as one character
 */
function read(bytes: string, isTyped: boolean, hasEscapes: boolean): string {
  const known = new Map<string, string>()
  const text = bytes.replaceAll(NOT_ASCII, (run) => {
    const before = known.get(run)
    if (before !== undefined) return before
    const { plain } = new PlainReading(Buffer.from(run, 'latin1').toString())
    const letters = isTyped ? plain.replaceAll(WIDE, OTHER) : plain
    known.set(run, letters)
    return letters
  })
  if (!hasEscapes) return text
  const unescaped = text.replaceAll(ESCAPED_SIGN, (_, unit: string) =>
    String.fromCharCode(Number.parseInt(unit, 16))
  )
  return new PlainReading(unescaped).plain
}

const WIDE = /[\u0100-\uffff]/g
/** It reads as a y, and is in no text that is read. */
const OTHER = '\u00ff'
/** Bytes of UTF-8, each as one character. */
const NOT_ASCII = /[\u0080-\u00ff]+/g

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/]/, String.raw`\$&`)
}

/** The longest part of what is looked for that has no sign which JSON escapes. */
function longestRun(plain: string): string {
  // Half a surrogate pair stands in no file.
  const runs = plain.split(/["\\\p{Cc}\p{Surrogate}]/u)
  return runs.toSorted((one, other) => other.length - one.length)[0] ?? ''
}
