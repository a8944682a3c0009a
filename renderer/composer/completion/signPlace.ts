/**
 * Whether an `@` can begin a mention where it stands: at the beginning, behind a space, an opening bracket or quote, what
 * parts the items of a list, and right behind writing that sets no spaces between words, or joins a preposition to its
 * noun. Behind anything else it is a part of a word, as in an e-mail address. Pure.
 */

/** `@`, and what an input method writes for it. */
export const SIGNS = '@＠'

/** Longer runs without a space hold no mention; nothing is looked at further. */
export const LONGEST_MENTION = 600

const SPACELESS =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Yi}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\p{scx=Tibetan}\p{Script=Hebrew}\p{Script=Arabic}\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]\p{M}*$/u
const OPENING = /(?:[\p{Ps}\p{Pi}<]|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{RI}]\p{M}*|\u20e3)$/u
const PARTING = /[,;:=|،؛—–…→]$/u
/** Straight quotes, and what Markdown sets before words. */
const MARK = /(?:["'`>]|\*{1,3}|_{1,3}|~~)$/u
/** Nobody sees them. */
const UNSEEN = /[\u200b-\u200f\u2060-\u2069\ufeff]+$/u

/** @param at of the sign, in UTF-16 units */
export function beginsMention(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 32), at).replace(UNSEEN, '')
  if (isOpen(before)) return true
  // Such a mark opens where something could begin; behind a word it closes.
  const inner = before.replace(MARK, '').replace(UNSEEN, '')
  return inner !== before && isOpen(inner)
}

function isOpen(before: string): boolean {
  if (before === '' || /\s$/u.test(before)) return true
  return SPACELESS.test(before) || OPENING.test(before) || PARTING.test(before)
}
