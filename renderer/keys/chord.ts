/**
 * A key or a combination, as it is written down, matched and shown: `Mod+Shift+O`, `Escape`, `?`.
 * `Mod` is Command on a Mac and Control elsewhere. Pure.
 */
import { strings } from '../strings/strings.ts'
import { isAltGraph, isInputMethod, keyNames } from './keyNames.ts'
import type { KeyPress } from './keyNames.ts'
import { capOnLayout } from './keyboardLayout.ts'
import type { KeyboardLayout } from './keyboardLayout.ts'

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
  if (isInputMethod(press) || !keyNames(press).includes(key.toLowerCase())) return false
  // What AltGr writes is a sign; it is never Control and Alt, as which Windows reports it.
  if (isAltGraph(press)) return !mod && !alt && !isLetterOrName(key) && !isDigit(key)
  if ((mac ? press.metaKey : press.ctrlKey) !== mod) return false
  if (mac ? press.ctrlKey : press.metaKey) return false
  if (press.altKey !== alt) return false
  // A sign such as "?" is typed with Shift on some keyboards and without on others; so is a digit.
  return isLetterOrName(key) ? press.shiftKey === shift : true
}

function isLetterOrName(key: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(key) && !isDigit(key)
}

function isDigit(key: string): boolean {
  return /^[0-9]$/u.test(key)
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

/** The keys of a chord, each as its cap reads; on this layout, where it is known. */
export function capsOf(chord: string, mac: boolean, layout: KeyboardLayout | null = null): readonly string[] {
  const signs: Readonly<Record<string, string>> = mac ? MAC_SIGNS : strings.keys.caps
  const names = chord.split('+')
  const isAlone = names.length === 1
  return names.map((name) => signs[name] ?? (name.length === 1 ? capOnLayout(name, layout, isAlone) : name))
}

/** As `aria-keyshortcuts` wants it. */
export function ariaShortcut(chord: string): string {
  if (!chord.includes('Mod')) return chord
  return `${chord.replace('Mod', 'Control')} ${chord.replace('Mod', 'Meta')}`
}
