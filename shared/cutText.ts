/**
 * The one owner of cutting text for people: titles, previews, notifications, file names, subjects of tools. A text is
 * never cut in the middle of what people take for one character: a family of emoji, a flag, a letter with its marks, a
 * Hangul syllable of three letters. Lengths are in UTF-16 units, so that limits on the wire hold. Pure; no more of a
 * text is looked at than what is kept and a little.
 */

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' })
/** Nobody writes a longer character; what has no end is cut between code points. */
const LONGEST_CHARACTER = 128

/** The end of what of `text` fits into `most` units. */
export function cutPlace(text: string, most: number): number {
  if (text.length <= most || isPlainPlace(text, most)) return Math.min(text.length, most)
  const from = wholePoint(text, Math.max(0, most - LONGEST_CHARACTER))
  const near = text.slice(from, most + LONGEST_CHARACTER)
  const begins = segmenter.segment(near).containing(most - from)?.index ?? 0
  // It has gone on for longer than any character does.
  return begins === 0 && most > LONGEST_CHARACTER ? wholePoint(text, most) : from + begins
}

/** The beginning of a text, at most `most` units of it. */
export function cutText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(0, cutPlace(text, most))
}

/** The same with a sign that there is more. It counts. */
export function shortText(text: string, most: number): string {
  return text.length <= most ? text : `${cutText(text, most - 1)}…`
}

/** The end of a text, at most `most` units of it. */
export function endOfText(text: string, most: number): string {
  return text.length <= most ? text : text.slice(nextPlace(text, text.length - most))
}

/** Where the first character begins that lies behind `at`, or at it. */
export function nextPlace(text: string, at: number): number {
  const place = cutPlace(text, at)
  if (place === at) return at
  const near = text.slice(place, place + 2 * LONGEST_CHARACTER)
  const end = place + (segmenter.segment(near).containing(0)?.segment.length ?? 0)
  return end >= at ? end : wholePoint(text, at)
}

/**
 * Between two letters that join nothing, which most texts have at most places: to ask for the rules of Unicode takes
 * a hundred times as long. Below U+0300, where the first mark stands, only a line's end of two signs is one character.
 */
function isPlainPlace(text: string, at: number): boolean {
  if (at <= 0) return false
  const [before, after] = [text.charCodeAt(at - 1), text.charCodeAt(at)]
  return before < 0x300 && after < 0x300 && !(before === 0x0d && after === 0x0a)
}

/** One by one, as people count them. Of short texts only. */
export function charactersOf(text: string): readonly string[] {
  return Array.from(segmenter.segment(text), ({ segment }) => segment)
}

/** Not between the two halves of a code point. */
function wholePoint(text: string, at: number): number {
  const isInside =
    at > 0 && (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800
  return isInside ? at - 1 : at
}

/** The beginning of a text, at most `most` characters of it as people count them, and four times as many units. */
export function firstCharacters(text: string, most: number): string {
  if (text.length <= most) return text
  let end = 0
  let count = 0
  for (const { segment } of segmenter.segment(cutText(text, 4 * most))) {
    if (count === most) break
    end += segment.length
    count += 1
  }
  return text.slice(0, end)
}

/** The same with a sign that there is more. It counts. */
export function shortLine(text: string, most: number): string {
  return firstCharacters(text, most).length === text.length ? text : `${firstCharacters(text, most - 1)}…`
}
