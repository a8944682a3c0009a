/** What stands on the keys of this keyboard, as far as a browser tells. Pure; `layoutStore.ts` asks the browser. */
import { placeOf } from './keyNames.ts'

/** What each key writes without modifiers, by its place (`KeyA`). */
export type KeyboardLayout = ReadonlyMap<string, string>

/**
 * What a person looks for: the letter itself where the layout has Latin letters, for a shortcut follows the letter; else
 * what is on the key at its place. A sign that is typed (`isAlone`) is the same everywhere.
 */
export function capOnLayout(name: string, layout: KeyboardLayout | null, isAlone: boolean): string {
  const cap = name.toUpperCase()
  const isLetter = /^[A-Z]$/u.test(cap)
  if (layout === null || hasLatinLetters(layout) || (isAlone && !isLetter) || /^[0-9]$/u.test(name))
    return cap
  if ([...layout.values()].includes(name.toLowerCase())) return cap
  const there = layout.get(placeOf(name) ?? '')
  return there === undefined ? cap : asOnKey(there)
}

/** In capitals where keys bear them; a mark on the circle that stands for any letter. */
function asOnKey(written: string): string {
  if (/^\p{M}/u.test(written)) return `◌${written}`
  return /^(?:\p{Script=Georgian}|ς)/u.test(written) ? written : written.toUpperCase()
}

function hasLatinLetters(layout: KeyboardLayout): boolean {
  return [...layout.values()].some((written) => /^[a-z]$/iu.test(written))
}
