/**
 * Tells a key that is meant as an answer from a letter of something that is being written. Pure: `useCardKeys` feeds it
 * with every key of the page. What stands alone is an answer; what follows or precedes other letters is text.
 */

/** Milliseconds. */
export interface CardTiming {
  /** Clicks, and keys that write nothing, this soon after the card came were meant for something else. */
  readonly armedAfter: number
  /** A letter answers only when nothing was typed anywhere for so long before it, */
  readonly quietBefore: number
  /** and allows only when nothing is pressed for so long after it. */
  readonly quietAfter: number
  /** A letter that means nothing to the card belongs to a text: so long everything else does, too. */
  readonly writing: number
}

export const cardTiming: CardTiming = { armedAfter: 350, quietBefore: 500, quietAfter: 400, writing: 1_500 }

/** When something was typed, as the page's clock counts. */
export interface Typing {
  readonly newest: number
  /** Of the key before the newest. */
  readonly before: number
  /** Until then somebody writes. */
  readonly textUntil: number
}

/** What was typed before the card came is not known: as if somebody had typed right now. */
export function typingSince(now: number): Typing {
  return { newest: now, before: now, textUntil: now }
}

export function afterTyped(typing: Typing, now: number): Typing {
  return { ...typing, before: typing.newest, newest: now }
}

/** The newest was a choice and no letter: what comes next may be pressed at once. */
export function withoutNewest(typing: Typing): Typing {
  return { ...typing, newest: typing.before }
}

export function afterText(typing: Typing, now: number, timing: CardTiming): Typing {
  return { ...typing, textUntil: now + timing.writing }
}

/** Whether the newest key stands alone so far. */
export function isAlone(typing: Typing, now: number, timing: CardTiming): boolean {
  return now - typing.before >= timing.quietBefore && now >= typing.textUntil
}

/** Of a key press, as far as it matters here. */
export interface Press {
  readonly key: string
  readonly isComposing: boolean
}

/** Keys that change a text although they are called by a name. */
const WRITING_KEYS: ReadonlySet<string> = new Set([
  'Enter',
  'Backspace',
  'Delete',
  'Dead',
  'Process',
  'Unidentified'
])

/** Whether a key writes, wherever it is pressed. */
export function writes({ key, isComposing }: Press): boolean {
  return isComposing || isCharacter(key) || WRITING_KEYS.has(key)
}

/** A letter, a sign, a space; keys with a name are ASCII words. */
export function isCharacter(key: string): boolean {
  return key.length === 1 || /^[^\u0020-\u007f]/u.test(key)
}
