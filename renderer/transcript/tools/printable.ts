/**
 * Makes visible what a text would hide, turn around or pass off as something else. Decided by what Unicode says of a
 * character, not by a list of characters. Pure, linear, and a text of plain ASCII costs one look.
 *
 * Commands, paths, addresses, rules and titles (`printable`, `printableLines`): everything invisible is marked, every
 * space but the ordinary one, letters that do not belong to the word they stand in, and other forms of ASCII.
 * Prose, file contents and outputs (`printableProse`): what languages need stays (joiners inside their words, spaces
 * that do not break, private glyphs of a terminal's font); what nobody needs to see a text rightly is marked there, too.
 * Everywhere emoji stay whole: joined or not, they are seen.
 */

const ASCII = /^[\n\t -~]*$/

/** An emoji with what belongs to it: its look, its skin, others that are joined to it. */
const EMOJI =
  '[0-9#*]\\ufe0f\\u20e3|\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?\\p{Emoji_Modifier}?(?:\\u200d\\p{Extended_Pictographic}[\\ufe0e\\ufe0f]?\\p{Emoji_Modifier}?)*'
/** Not seen, or turning around what is; a line break and a tab are dealt with before. */
const UNSEEN =
  '\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\p{Bidi_Control}\\p{Variation_Selector}\\p{Noncharacter_Code_Point}'
/** They have a width and no ink, and Unicode calls them symbols. */
const BLANK = '\\u2800\\u{1d159}\\ufffc'
/** More marks on one letter than any language stacks up, and marks on what is no letter. */
const STACKED = '(?<=\\p{M}{3})\\p{M}'
const FLOATING = '(?<=^|[\\p{Zs}\\n!-/:-@\\[-`{-~])\\p{M}'

const ODD_IN_PROSE = new RegExp(`(${EMOJI})|[${UNSEEN}${BLANK}\\p{Cn}]|${STACKED}`, 'gu')
const ODD = new RegExp(
  `(${EMOJI})|[${UNSEEN}${BLANK}\\p{Cn}\\p{Co}\\p{Me}]|(?! )\\p{Zs}|${STACKED}|${FLOATING}`,
  'gu'
)
/** Between two letters of a script that joins its letters, or takes them apart, by these. */
const JOINER = /(?<=[\p{L}\p{M}])[\u200c\u200d](?=[\p{L}\p{M}])/gu
const JOINING_SCRIPT = /[\p{L}\p{M}]/u
const NO_JOINING = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Han}\p{Script=Common}]/u

const WORD = /[\p{L}\p{M}\p{N}_]+/gu
/** Scripts that are written among Latin letters and look like none of them. */
const BESIDE_LATIN =
  /[\p{Script=Latin}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Common}\p{Script=Inherited}]/u
const LATIN = /\p{Script=Latin}/u
/** Letters of Cyrillic, Greek and Armenian that are drawn as Latin ones; a word of nothing else passes for one. */
const TWINS = /^[аеосрхуіјѕһԁԛԝӏүҽгАВСЕНІЈКМОРЅТХҮԌαοινρυχϲΑΒΕΖΗΙΚΜΝΟΡΤΥΧօսոհզ\d_]+$/u
const KIN = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}]/u
/** Slashes and dashes that are none: divisions, and what begins a word as an option does. */
const SIGNS =
  /[\u2044\u2215\u2216\u29f5\u29f8\u29f9\u2571\u2572]|(?<=^|\s)(?!-)[\p{Pd}\u2212](?=[\p{L}\p{N}\p{Pd}\u2212-])/gu

/** For one line of text: a path, an address, a title, a rule. */
export function printable(text: string): string {
  if (ASCII.test(text) && !/[\n\t]/.test(text)) return text
  return marked(text, '', true)
}

/** As `printable`, for commands of many lines: line breaks and tabs stay. */
export function printableLines(text: string): string {
  return ASCII.test(text) ? text : marked(text.replaceAll('\r\n', '\n'), '\n\t', true)
}

/** For what people write, and for what files hold: what their languages need stays as it is. */
export function printableProse(text: string): string {
  return ASCII.test(text) ? text : marked(text.replaceAll('\r\n', '\n'), '\n\t', false)
}

function marked(text: string, kept: string, isStrict: boolean): string {
  if (ASCII.test(text)) return text.replace(/[\n\t]/g, (one) => (kept.includes(one) ? one : picture(one)))
  const told = isStrict ? withoutTwins(text) : text
  const joiners = isStrict ? null : joinersIn(told)
  return told.replace(isStrict ? ODD : ODD_IN_PROSE, (one: string, emoji: string | undefined, at: number) => {
    if (emoji !== undefined || kept.includes(one) || joiners?.has(at) === true) return one
    return picture(one)
  })
}

/** Letters from elsewhere in a Latin word, other forms of ASCII, and signs that only look like a slash or a dash. */
function withoutTwins(text: string): string {
  const isOneWordOnly = !text.replace(WORD, (word) => (TWINS.test(word) ? '' : word)).match(KIN)
  const words = text.replace(WORD, (word) => {
    if (ASCII.test(word)) return word
    if (LATIN.test(word))
      return word.replace(/[\p{L}\p{N}]/gu, (one) => (BESIDE_LATIN.test(one) ? one : codeOf(one)))
    return isOneWordOnly && KIN.test(word) && TWINS.test(word) ? word.replace(/[^\d_]/gu, codeOf) : word
  })
  return words
    .replace(SIGNS, codeOf)
    .replace(/[^\p{ASCII}]/gu, (one) => (isFormOfAscii(one) ? codeOf(one) : one))
}

/** Full width, mathematical, raised, lowered, in a circle: another form of ASCII. An ellipsis ends what was cut. */
function isFormOfAscii(character: string): boolean {
  return character !== '…' && /^[!-~]+$/.test(character.normalize('NFKC'))
}

function joinersIn(text: string): ReadonlySet<number> {
  const places = new Set<number>()
  for (const { index } of text.matchAll(JOINER)) {
    const before = lastCharacter(text.slice(Math.max(0, index - 2), index))
    if (JOINING_SCRIPT.test(before) && !NO_JOINING.test(before)) places.add(index)
  }
  return places
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? ''
}

function picture(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  return code === 0x7f ? '\u2421' : codeOf(character)
}

function codeOf(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`
}

/** What `printable` and its kin put in place of a character that is not what it looks like. */
export const MARK = /⟨U\+[0-9A-F]{4,6}⟩|[\u2400-\u2421]/
