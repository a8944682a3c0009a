/**
 * What a key that was pressed is called in a chord: by what it writes first, and by its place where the layout has no
 * Latin letters. The one owner of that question; `chord.ts` matches with it. Pure.
 */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  /** The place on the keyboard, named after the US layout; empty or absent where a browser does not tell. */
  readonly code?: string
  /** An input method is composing: the key is a part of a word. */
  readonly isComposing?: boolean
  /** 229 is how some browsers report keys an input method has taken, even after it ended. */
  readonly keyCode?: number
  getModifierState?(modifier: 'AltGraph'): boolean
}

/** The key is an input method's: nobody else may act on it. */
export function isInputMethod({ isComposing, keyCode }: Pick<KeyPress, 'isComposing' | 'keyCode'>): boolean {
  return isComposing === true || keyCode === 229
}

/** With AltGr a layout writes more signs. Windows calls it Control and Alt, Linux neither of them. */
export function isAltGraph(press: Pick<KeyPress, 'getModifierState'>): boolean {
  return press.getModifierState?.('AltGraph') === true
}

/** In small letters, what is written before the place. A key with a name (`Enter`) has that one alone. */
export function keyNames(press: KeyPress): readonly string[] {
  const written = withoutWidth(press.key).toLowerCase()
  const place = placeName(written, press)
  return place === null || place === written ? [written] : [written, place]
}

/** What the key at the place of a US layout's sign would write there. */
const US_SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Backquote: ['`', '~'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?']
}

/** The place of a letter or sign on a US layout; null when it has none. */
export function placeOf(name: string): string | null {
  if (/^[a-z]$/iu.test(name)) return `Key${name.toUpperCase()}`
  if (/^[0-9]$/u.test(name)) return `Digit${name}`
  return Object.entries(US_SIGNS).find(([, signs]) => signs.includes(name))?.[0] ?? null
}

/** Null where the layout has said by what it writes which key it is, and for keys with a name. */
function placeName(written: string, press: KeyPress): string | null {
  const { code = '', shiftKey, altKey } = press
  if (isNamed(written) || isAltGraph(press)) return null
  const digit = digitOf(written)
  if (digit !== null) return digit
  // Where digits are written with Shift (AZERTY, Czech) the bare key bears the digit, too.
  const row = /^Digit([0-9])$/u.exec(code)?.[1]
  if (row !== undefined) return shiftKey || isLatinLetter(written) ? null : row
  const letter = /^Key([A-Z])$/u.exec(code)?.[1]
  if (letter !== undefined) {
    return isForeign(written) || (!altKey && isSignOfForeign(written)) ? letter.toLowerCase() : null
  }
  if (!isForeign(written)) return SIGN_TWINS[written] ?? null
  return US_SIGNS[code]?.[shiftKey ? 1 : 0] ?? null
}

/**
 * `Enter`, `Dead`, `Process`; a key may write several letters (Arabic لا), but none of ASCII then. Where a browser has no
 * word for those (Chromium on Windows), it calls the key unidentified or nothing.
 */
function isNamed(written: string): boolean {
  if (isUntold(written)) return false
  return written.length !== 1 && /^[\u0020-\u007e]*$/u.test(written)
}

function isLatinLetter(written: string): boolean {
  return /^[a-z]$/u.test(written)
}

function isUntold(written: string): boolean {
  return written === '' || written === 'unidentified'
}

/** A letter or a vowel sign of another script. An ö is no key of its own on ours, but the layout has Latin ones beside it. */
function isForeign(written: string): boolean {
  if (isUntold(written)) return true
  return /[\p{L}\p{M}]/u.test(written) && !/\p{Script=Latin}/u.test(written)
}

/**
 * A sign where others have a letter: Arabic writes / and } with Shift, Hebrew / without. Latin layouts have only the
 * common ones there (Dvorak ' , . ; · AZERTY , · Colemak ; with what Shift makes of them), and those are meant.
 */
function isSignOfForeign(written: string): boolean {
  return !/^[\p{L}\p{N}'",.<>;:?!^_-]/u.test(written)
}

/** Signs of other scripts that are read as ours. */
const SIGN_TWINS: Readonly<Record<string, string>> = { '؟': '?', '՞': '?', '،': ',', '、': ',', '。': '.' }

/** The digit a sign of another script stands for (Persian ۱, Thai ๑); null for all else. */
function digitOf(written: string): string | null {
  const point = written.codePointAt(0)
  if (point === undefined || point < 0x80 || !/^\p{Nd}$/u.test(written)) return null
  let value = 0
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(point - value - 1))) value += 1
  return String(value)
}

/** Full-width letters and signs are those they look like. */
function withoutWidth(key: string): string {
  return key.replaceAll(/[\uff01-\uff5e]/gu, (wide) => String.fromCodePoint(wide.charCodeAt(0) - 0xfee0))
}
