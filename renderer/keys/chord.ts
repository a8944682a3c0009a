/**
 * A key or a combination, as it is written down, matched and shown: `Mod+Shift+O`, `Escape`, `?`.
 * `Mod` is Command on a Mac and Control elsewhere. Pure.
 */
export interface KeyPress {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

interface ChordParts {
  readonly key: string
  readonly mod: boolean
  readonly alt: boolean
  readonly shift: boolean
}

function partsOf(chord: string): ChordParts {
  const names = chord.split('+')
  return {
    key: names.at(-1) ?? '',
    mod: names.includes('Mod'),
    alt: names.includes('Alt'),
    shift: names.includes('Shift')
  }
}

export function matchesChord(press: KeyPress, chord: string, mac: boolean): boolean {
  const { key, mod, alt, shift } = partsOf(chord)
  if (press.key.toLowerCase() !== key.toLowerCase()) return false
  if ((mac ? press.metaKey : press.ctrlKey) !== mod) return false
  if (mac ? press.ctrlKey : press.metaKey) return false
  if (press.altKey !== alt) return false
  // A sign such as "?" is typed with Shift on some keyboards and without on others.
  return isLetterOrName(key) ? press.shiftKey === shift : true
}

function isLetterOrName(key: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(key)
}

const MAC_SIGNS: Readonly<Record<string, string>> = {
  Mod: '⌘',
  Alt: '⌥',
  Shift: '⇧',
  Enter: '↩',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓'
}
const OTHER_SIGNS: Readonly<Record<string, string>> = {
  Mod: 'Ctrl',
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓'
}

/** The keys of a chord, each as its cap reads. */
export function capsOf(chord: string, mac: boolean): readonly string[] {
  const signs = mac ? MAC_SIGNS : OTHER_SIGNS
  return chord.split('+').map((name) => signs[name] ?? (name.length === 1 ? name.toUpperCase() : name))
}

/** As `aria-keyshortcuts` wants it. */
export function ariaShortcut(chord: string): string {
  if (!chord.includes('Mod')) return chord
  return `${chord.replace('Mod', 'Control')} ${chord.replace('Mod', 'Meta')}`
}
