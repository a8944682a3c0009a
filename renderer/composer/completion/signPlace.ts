/**
 * Whether an `@` can begin a mention where it stands: at the beginning, behind a space, an opening bracket or quote, and
 * right behind writing that sets no spaces between words. Behind anything else it is a part of a word, as in an e-mail
 * address. Pure.
 */

/** `@`, and what an input method writes for it. */
export const SIGNS = '@＠'

/** Longer runs without a space hold no mention; nothing is looked at further. */
export const LONGEST_MENTION = 600

const SPACELESS =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}\p{scx=Yi}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}\u3000-\u303f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]\p{M}*$/u
const OPENING = /(?:[\p{Ps}\p{Pi}<]|\p{Extended_Pictographic}\p{M}*)$/u
const STRAIGHT_QUOTE = /["'`]$/u

/** @param at of the sign, in UTF-16 units */
export function beginsMention(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 32), at)
  if (before === '' || /\s$/u.test(before) || isOpening(before)) return true
  // A straight quote opens where something could begin; behind a word it closes.
  const inner = before.replace(STRAIGHT_QUOTE, '')
  return inner !== before && (inner === '' || /\s$/u.test(inner) || isOpening(inner))
}

function isOpening(before: string): boolean {
  return SPACELESS.test(before) || OPENING.test(before)
}
