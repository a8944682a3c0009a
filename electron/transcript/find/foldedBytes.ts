/**
 * Tells by bytes of UTF-8 whether a text of ASCII may stand there in another writing (é for e, ß for ss, ﬁ for fi) or with
 * unseen signs between its letters, so that a search for typed letters need not decode what never reads as them.
 * Used by `findNeedle.ts`.
 */
import { plainText } from '../../../shared/searchText.ts'

/**
 * Says yes to all that is not ASCII where nothing can be told. Takes bytes, each as one character.
 *
 * Whatever is found so, holds a run of bytes beyond ASCII. Of the first such run at least one holds: two letters that
 * follow each other in what is looked for stand before it or behind it; so does a mark of Markdown, at most one letter
 * away; another run is one letter behind it; or the run reads as all but the first and last letter.
 */
export function foldedIn(text: string): (bytes: string) => boolean {
  const middle = text.slice(1, -1)
  const middleLetters = middle.replaceAll(' ', '').length
  if (!/^[a-z0-9 ]+$/.test(text) || middleLetters === 0) return (bytes) => /[\x80-\xff]/.test(bytes)
  const beside = besideRuns(text)
  // A sign of two bytes reads as two letters at most; those of more bytes that read as letters are looked for by themselves.
  const runs = new RegExp(
    String.raw`(?:[\xc2-\xcd][\x80-\xbf](?:[\xce-\xf4][\x80-\xbf]+)*){${Math.ceil(middleLetters / 2)},}`,
    'g'
  )
  const known = new Map<string, boolean>()
  const readsAsMiddle = (run: string): boolean => {
    const before = known.get(run)
    if (before !== undefined) return before
    const reads = plainText(Buffer.from(run, 'latin1').toString()).includes(middle)
    if (known.size < MOST_KNOWN) known.set(run, reads)
    return reads
  }
  return (bytes) => {
    if (beside.test(bytes)) return true
    for (const [run] of bytes.matchAll(runs)) if (readsAsMiddle(run)) return true
    return false
  }
}

const MOST_KNOWN = 10_000

/** Three bytes and more that read as a letter or a digit: ﬁ, ①, ㎏, Ａ, 𝐚, 🄰. The test asks it of every code point. */
const LETTER = String.raw`\xe1[\xb4-\xbb]|\xe2(?:[\x81\x82\x84\x85\x91-\x93\xb1]|\x86\x89)|\xe3[\x89-\x8f]|\xea\x9f|\xef(?:\xac|\xbc[\x90-\xba]|\xbd[\x81-\x9a])|\xf0(?:[\x90\x9c\x9d]|\x9f[\x84-\x86\xaf])`

/** With what Markdown may stand between two letters it begins or ends: see `BETWEEN` in `findNeedle.ts`. */
const MARK = String.raw`[*_~\x60[\])]`

function besideRuns(text: string): RegExp {
  const letters = Array.from(text, (letter) => (letter === ' ' ? ' ' : `[${letter}${letter.toUpperCase()}]`))
  const pairs = new Set(letters.slice(1).map((letter, before) => `${letters[before]}${letter}`))
  const one = `[${text}${text.toUpperCase()}]`
  const near = [...pairs].join('|')
  // A run ends with a byte that continues a sign, and begins with one that begins one.
  const behind = String.raw`[\x80-\xbf](?:${near}|${MARK}|${one}(?:${MARK}|[\x80-\xff]))`
  const before = String.raw`[\xc2-\xf4](?<=(?:${near}|${MARK}${one}?)[\x80-\xff])`
  return new RegExp(`${behind}|${before}|${LETTER}`)
}
