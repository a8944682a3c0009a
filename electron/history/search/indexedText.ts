/**
 * Which tokens a text is found by, the same for what is indexed and for what is asked. The database cuts at everything
 * that is no letter or digit of ASCII and keeps whatever is beyond ASCII, so what reaches it has its spaces where tokens
 * end: case and accents are folded as everywhere in Skein (`searchText.ts`), scripts without spaces become pairs of
 * characters, and behind the words stand the parts of the names among them. Pure.
 */
import { plainText } from '../../../shared/searchText.ts'

/** UTF-16 units of one text that are indexed: the rest of a longer one is found by find in its session. */
export const LONGEST_TEXT = 1_000_000
/** A token is cut to this; what is longer is data, and stays findable by its beginning. */
export const LONGEST_TOKEN = 64
/** Stands alone between what was said and what was made of it, so that no phrase reaches across. */
const BOUNDARY = '\ue000'

const NOT_ASCII = /[^\0-\x7f]/
/** Ideographs and the scripts that set no spaces between words; Korean sets them, but not before its particles. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々〆]+/gu
/** Beyond ASCII: what is neither letter, mark, digit nor picture ends a token; the private signs are ours. */
const NO_TOKEN = /[^\0-\x7f\p{L}\p{M}\p{N}\p{Extended_Pictographic}]|[\ue000-\uf8ff]/gu
const PICTURE = /\p{Extended_Pictographic}/gu
const JAMO = /[\u1100-\u11ff]+/g

/** What the database is given for a text: its tokens in their order, then the parts of names in it. */
export function indexedText(text: string): string {
  const cut = text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text
  const short = withoutData(cut)
  const words = NOT_ASCII.test(short) ? spaced(short) : short
  const parts = partsIn(short)
  return parts === '' ? words : `${words} ${BOUNDARY} ${parts}`
}

/**
 * The tokens of something asked for, in their order: those a text has that holds it. `isOpen`: the last is a character
 * of a script without spaces, half of the pair it stands in.
 */
export function askedTokens(text: string): { readonly tokens: readonly string[]; readonly isOpen: boolean } {
  const short = withoutData(text)
  const tokens = (NOT_ASCII.test(short) ? spaced(short) : short.toLowerCase())
    .split(/[\0-/:-@[-`{-\x7f]+/u)
    .filter((token) => token !== '')
  const last = tokens.at(-1)
  const isOpen = last !== undefined && Array.from(last).length === 1 && isUnspaced(last)
  const before = tokens.at(-2)
  // 文 at the end of 中文 says nothing that 中文 does not, and what stands there in the text may go on.
  const isSaid = isOpen && before !== undefined && isUnspaced(before) && before.endsWith(last)
  return isSaid ? { tokens: tokens.slice(0, -1), isOpen: false } : { tokens, isOpen }
}

/** How a name is cut where its case changes: `refreshTokenStore`; null for what is no such name. */
export function partsOf(word: string): readonly string[] | null {
  if (!/^[A-Za-z0-9]+$/.test(word)) return null
  const parts = word.match(PART)
  return parts === null || parts.length < 2 ? null : parts.map((part) => part.toLowerCase())
}

/** `HTTPServer` is two, `getURL`, `parseJSONLine`; digits go with what stands before them. */
const PART = /[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+/g
/** Where the case changes in a name, or a word ends in a number: most texts have few of these. */
const NAME = /(?<![A-Za-z0-9])[A-Za-z0-9]*(?:[a-z0-9][A-Z]|[A-Z]{2}[a-z])[A-Za-z0-9]*/g
const NUMBERED = /\b[A-Za-z]{3,}(?=[0-9]{1,4}\b)/g

/** Of each name in the text once: its parts in their order, and what it is from each of them to its end. */
function partsIn(text: string): string {
  const names = new Set<string>()
  const found: string[] = []
  for (const [name] of text.matchAll(NAME)) {
    if (name.length > LONGEST_TOKEN || names.has(name)) continue
    names.add(name)
    const parts = partsOf(name)
    // Data in base 64 changes its case everywhere.
    if (parts === null || name.length < 2.5 * parts.length) continue
    found.push(...parts)
    for (let at = 1; at < parts.length - 1; at += 1) found.push(parts.slice(at).join(''))
  }
  for (const [word] of text.matchAll(NUMBERED)) {
    if (names.has(word)) continue
    names.add(word)
    found.push(word.toLowerCase())
  }
  return found.join(' ')
}

/** A text beyond ASCII with its spaces where tokens end. */
function spaced(text: string): string {
  return plainText(text)
    .replaceAll(JAMO, (letters) => letters.normalize('NFC'))
    .replaceAll(NO_TOKEN, ' ')
    .replaceAll(PICTURE, ' $& ')
    .replaceAll(UNSPACED, pairsOf)
}

/** 日本語 as 日本 本語 語: whatever run of it is asked for, its pairs stand there one behind the other. */
function pairsOf(run: string): string {
  const letters = Array.from(run)
  return ` ${letters.map((letter, at) => letter + (letters[at + 1] ?? '')).join(' ')} `
}

function isUnspaced(text: string): boolean {
  return text.replaceAll(UNSPACED, '') === ''
}

const DATA = new RegExp(`([A-Za-z0-9]{${LONGEST_TOKEN}})[A-Za-z0-9]+`, 'g')

function withoutData(text: string): string {
  return text.replaceAll(DATA, '$1')
}
