/**
 * Tells by their bytes whether lines of a transcript can hold what is looked for, so that most of them need
 * not be parsed for it. Never wrong in saying no: folding of case, accents, other ways to write a letter, signs nobody
 * sees and the escapes of JSON are reckoned with. Used by `findLine.ts` and `findRecord.ts`.
 */
import { isAscii as isAsciiBytes } from 'node:buffer'
import { plainText } from '../../../shared/searchText.ts'
import type { Slices } from '../lines/slices.ts'
import { WrittenLetters } from './writtenLetters.ts'

export interface Needle {
  /** Whether one line or many may hold it, also as Markdown: with marks and links between the letters, with signs escaped. */
  readonly mayStandIn: (bytes: Buffer) => boolean
  /** The same for what is no Markdown: marks in it are signs. */
  readonly mayStandPlainIn: (bytes: Buffer) => boolean
}

type Letters = 'ascii' | 'any'
type Kind = 'plain' | 'marked'
type Patterns = Readonly<Record<Kind, RegExp>>

interface WrittenPatterns extends Patterns {
  /** For letters of ASCII: finds quickly what makes it worth while to look for them in other writings. */
  readonly hint: RegExp
}

/** Letters beyond these tell no more. */
const MOST_LETTERS = 32

/** As `needleOf`, holding nobody up: what it needs of Unicode is reckoned out in slices the first time. */
export async function makeNeedle(query: string, slices: Slices): Promise<Needle> {
  const letters = isAscii(plainText(query)) ? 'ascii' : 'any'
  const making = known[letters] === null ? WrittenLetters.make(letters) : null
  while (making !== null) {
    const step = making.next()
    if (step.done === true) {
      known[letters] = step.value
      break
    }
    if (slices.isOver) await slices.rest()
  }
  return needleOf(query)
}

/** Both say yes to everything when nothing can be told by bytes. */
export function needleOf(query: string): Needle {
  const letters = longestRun(plainText(query)).slice(0, MOST_LETTERS)
  if (letters.length === 0) return { mayStandIn: () => true, mayStandPlainIn: () => true }
  const isPlain = isAscii(letters.join(''))
  const asTyped = isPlain ? typedPatterns(letters) : null
  let otherwise: WrittenPatterns | null = null
  const test = (kind: Kind) => (bytes: Buffer) => {
    if (asTyped !== null && asTyped[kind].test(bytes.toString('latin1'))) return true
    if (isAsciiBytes(bytes) && !bytes.includes(escape)) return false
    const text = bytes.toString('latin1')
    if (isAsciiBytes(bytes) && !ESCAPED_SIGN.test(text)) return false
    otherwise ??= writtenPatterns(letters, isPlain ? 'ascii' : 'any')
    return (!isPlain || hints(text, otherwise.hint)) && otherwise[kind].test(text)
  }
  return { mayStandIn: test('marked'), mayStandPlainIn: test('plain') }
}

const escape = Buffer.from('\\u')
/** Not a control character, of which terminals print many. */
const ESCAPED_SIGN = /\\u(?!00[01])[0-9a-f]{4}/i

/** Marks of Markdown that are drawn as emphasis or code, and the ends of links, within JSON. */
const MARK = String.raw`[*_~\x60[]|\]\((?:<[^<>]{0,900}>|[^()\s]{0,900})(?: \\"[^"\\]{0,900}\\")?\)`
const SIGN = /[!-/:-@[-`{-~]/
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&(?:amp;|#38;)?',
  '<': '(?:<|&lt;|&#60;)',
  '>': '(?:>|&gt;|&#62;)',
  "'": "(?:'|&apos;|&#39;)"
}

/** As it is typed on every keyboard: all there can be in a line of ASCII. */
function typedPatterns(letters: readonly string[]): Patterns {
  const plain = new RegExp(letters.map(escaped).join(''), 'i')
  // Finds what stands there as it is, too: one look and not two.
  const isOneLetter = letters.length < 2 && !SIGN.test(letters.join(''))
  const marked = isOneLetter ? plain : new RegExp(letters.map(asWritten).join(`(?:${MARK}){0,9}`), 'i')
  return { plain, marked }
}

/** Letters in every way in which they can be written; escaped signs may be any. */
function writtenPatterns(letters: readonly string[], kind: Letters): WrittenPatterns {
  const ways = written(kind)
  const unseen = [ESCAPED_SIGN.source, ...(ways.unseen === null ? [] : [sign(ways.unseen)])].join('|')
  const letterAt = (own: (letter: string) => string) => (letter: string, at: number) => {
    const { one, several } = ways.of(letter)
    // Of a sign that stands for several letters the first has been met; this is another of them.
    const behind = `${BEHIND_SIGN}(?<=${[ESCAPED_SIGN.source, ...(several === null ? [] : [several])].join('|')})`
    const here = [own(letter), ESCAPED_SIGN.source, ...(one === null ? [] : [sign(one)])]
    // Most bytes of most texts are none of these.
    if (at === 0) return `(?=[${inClass(letter)}\\\\\\x80-\\xff])(?:${here.join('|')})`
    return `(?:${[...here, behind].join('|')})`
  }
  const signs = new Set(letters.flatMap((letter) => ways.of(letter).one ?? []))
  const afterLetter = `(?<=[${letters.map(inClass).join('')}*_~\\x60[)])`
  return {
    hint: new RegExp(
      [...signs, ...(ways.unseen === null ? [] : [`${afterLetter}(?:${ways.unseen})`])].join('|'),
      'iy'
    ),
    plain: new RegExp(letters.map(letterAt(asBytes)).join(`(?:${unseen})*`), 'i'),
    marked: new RegExp(letters.map(letterAt(asWritten)).join(`(?:${unseen}|${MARK})*`), 'i')
  }
}

/** From sign to sign: to look for one of many at each byte takes ten times as long. */
function hints(text: string, hint: RegExp): boolean {
  if (text.includes('\\u') && ESCAPED_SIGN.test(text)) return true
  SIGN_BEGINS.lastIndex = 0
  while (SIGN_BEGINS.test(text)) {
    hint.lastIndex = SIGN_BEGINS.lastIndex - 1
    if (hint.test(text)) return true
  }
  return false
}

const SIGN_BEGINS = /[\xc2-\xf4]/g

/** Most bytes of most texts are none of many signs: one look at the first byte tells. */
function sign(signs: string): string {
  return String.raw`(?=[\xc2-\xf4])(?:${signs})`
}
/** As `sign`, of what stands before. */
const BEHIND_SIGN = String.raw`(?<=[\x80-\xbf\da-f])`

/** What never changes is reckoned out once, when it is first needed. */
const known: Record<Letters, WrittenLetters | null> = { ascii: null, any: null }

/** At once, where nobody has prepared it. */
function written(letters: Letters): WrittenLetters {
  const ready = known[letters]
  if (ready !== null) return ready
  const making = WrittenLetters.make(letters)
  for (;;) {
    const step = making.next()
    if (step.done === true) return (known[letters] = step.value)
  }
}

function isAscii(text: string): boolean {
  return /^\p{ASCII}*$/u.test(text)
}

/** A sign as Markdown in JSON may have it: behind a backslash, which is two there, or as an entity. */
function asWritten(letter: string): string {
  if (!SIGN.test(letter)) return asBytes(letter)
  return String.raw`(?:\\\\)?${ENTITIES[letter] ?? escaped(letter)}`
}

/** The bytes of UTF-8, each as one character. */
function asBytes(letter: string): string {
  return escaped(Buffer.from(letter).toString('latin1'))
}

/** The first byte of a letter, or an escape or entity of it, within a class of a pattern. */
function inClass(letter: string): string {
  const byte = Buffer.from(letter)[0] ?? 0
  return `\\x${byte.toString(16).padStart(2, '0')}&`
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`)
}

/** The longest part of the letters that a line has between the signs which JSON escapes. */
function longestRun(plain: string): readonly string[] {
  // Half a surrogate pair stands in no file.
  const runs = plain.split(/["\\\p{Cc}\p{Surrogate}]/u)
  return Array.from(runs.toSorted((one, other) => other.length - one.length)[0] ?? '')
}
