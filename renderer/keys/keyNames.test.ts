/**
 * Keys as browsers report them, on the layouts people have. Facts about the events: UI Events (`key`, `code`), and what
 * Chromium tells on Windows (AltGr as Control and Alt), Linux (AltGr alone) and macOS. Reports of the kind:
 * anomalyco/opencode#6364, anthropics/claude-code#62628.
 */
import { describe, expect, test } from 'vitest'
import { matchesChord } from './chord.ts'
import type { KeyPress } from './keyNames.ts'

type Pressed = 'ctrl' | 'meta' | 'alt' | 'shift' | 'altGraph'

function press(key: string, code: string, ...pressed: readonly Pressed[]): KeyPress {
  return {
    key,
    code,
    ctrlKey: pressed.includes('ctrl'),
    metaKey: pressed.includes('meta'),
    altKey: pressed.includes('alt'),
    shiftKey: pressed.includes('shift'),
    getModifierState: () => pressed.includes('altGraph')
  }
}

const matches = (chord: string, event: KeyPress, mac = false) => matchesChord(event, chord, mac)

describe('a shortcut on a layout without Latin letters is where it is on a US keyboard', () => {
  test.each<[layout: string, chord: string, KeyPress]>([
    ['Russian', 'Mod+K', press('л', 'KeyK', 'ctrl')],
    ['Russian', 'Mod+F', press('а', 'KeyF', 'ctrl')],
    ['Russian', 'Mod+,', press('б', 'Comma', 'ctrl')],
    ['Russian', 'Mod+Shift+O', press('Щ', 'KeyO', 'ctrl', 'shift')],
    ['Ukrainian', 'Mod+B', press('и', 'KeyB', 'ctrl')],
    ['Bulgarian', 'Mod+K', press('н', 'KeyK', 'ctrl')],
    ['Greek', 'Mod+K', press('κ', 'KeyK', 'ctrl')],
    ['Greek', 'Mod+Shift+L', press('Λ', 'KeyL', 'ctrl', 'shift')],
    ['Hebrew', 'Mod+K', press('ל', 'KeyK', 'ctrl')],
    ['Hebrew', 'Mod+,', press('ת', 'Comma', 'ctrl')],
    ['Hebrew, whose sign for it is elsewhere', 'Mod+,', press(',', 'Quote', 'ctrl')],
    ['Arabic', 'Mod+K', press('ن', 'KeyK', 'ctrl')],
    ['Arabic, whose key writes two letters', 'Mod+B', press('لا', 'KeyB', 'ctrl')],
    ['Arabic, where the browser has no word for both', 'Mod+B', press('Unidentified', 'KeyB', 'ctrl')],
    ['Arabic, where the browser says nothing of both', 'Mod+B', press('', 'KeyB', 'ctrl')],
    ['Arabic, whose key writes a sign with Shift', 'Mod+Shift+O', press('×', 'KeyO', 'ctrl', 'shift')],
    ['Arabic, whose key writes a slash with Shift', 'Mod+Shift+L', press('/', 'KeyL', 'ctrl', 'shift')],
    ['Arabic, whose key writes a brace with Shift', 'Mod+Shift+C', press('}', 'KeyC', 'ctrl', 'shift')],
    ['Persian', 'Mod+F', press('ب', 'KeyF', 'ctrl')],
    ['Thai', 'Mod+K', press('า', 'KeyK', 'ctrl')],
    ['Thai, whose key writes a mark', 'Mod+B', press('ิ', 'KeyB', 'ctrl')],
    ['Hindi, whose key writes a mark', 'Mod+F', press('ि', 'KeyF', 'ctrl')],
    ['Georgian', 'Mod+K', press('კ', 'KeyK', 'ctrl')],
    ['Armenian', 'Mod+K', press('ք', 'KeyK', 'ctrl')],
    ['Korean, in the other state', 'Mod+K', press('ㅏ', 'KeyK', 'ctrl')],
    ['Japanese kana', 'Mod+K', press('の', 'KeyK', 'ctrl')],
    ['Japanese kana, a sign', 'Mod+,', press('ね', 'Comma', 'ctrl')],
    ['Ukrainian, a sign', 'Mod+,', press('б', 'Comma', 'ctrl')],
    ['Bulgarian, whose comma is elsewhere', 'Mod+,', press(',', 'KeyQ', 'ctrl')],
    ['Serbian', 'Mod+B', press('б', 'KeyB', 'ctrl')],
    ['Russian with Caps Lock and Shift', 'Mod+Shift+O', press('щ', 'KeyO', 'ctrl', 'shift')],
    ['Greek with Caps Lock', 'Mod+K', press('Κ', 'KeyK', 'ctrl')],
    ['Arabic, a letter in the place of the comma', 'Mod+,', press('و', 'Comma', 'ctrl')],
    ['Persian, a letter in the place of the comma', 'Mod+,', press('و', 'Comma', 'ctrl')],
    ['Thai, a letter in the place of the comma', 'Mod+,', press('ม', 'Comma', 'ctrl')],
    ['Hindi, whose comma is in its place', 'Mod+,', press(',', 'Comma', 'ctrl')],
    ['Burmese, whose key writes a mark', 'Mod+B', press('ိ', 'KeyB', 'ctrl')],
    ['Tamil, whose key writes several letters', 'Mod+Shift+O', press('க்ஷ', 'KeyO', 'ctrl', 'shift')],
    ['Khmer', 'Mod+K', press('ក', 'KeyK', 'ctrl')],
    ['Ethiopic', 'Mod+K', press('ከ', 'KeyK', 'ctrl')],
    ['Cherokee', 'Mod+K', press('Ꭷ', 'KeyK', 'ctrl')],
    ['Chinese, Bopomofo', 'Mod+,', press('ㄝ', 'Comma', 'ctrl')],
    ['Chinese, Cangjie', 'Mod+K', press('大', 'KeyK', 'ctrl')]
  ])('%s: %s', (_layout, chord, event) => {
    expect(matches(chord, event)).toBe(true)
    expect(matches(chord, { ...event, ctrlKey: false })).toBe(false)
    expect(matches(chord, { ...event, ctrlKey: false, metaKey: true }, true)).toBe(true)
  })

  test.each<[layout: string, chord: string, KeyPress]>([
    ['Russian', 'A', press('ф', 'KeyA')],
    ['Russian with Caps Lock', 'D', press('В', 'KeyD')],
    ['Greek', 'S', press('σ', 'KeyS')],
    ['Hebrew', 'D', press('ג', 'KeyD')],
    ['Hebrew with Caps Lock, which writes Latin letters', 'D', press('D', 'KeyD')],
    ['Arabic', 'P', press('ح', 'KeyP')],
    ['Hindi', 'N', press('ल', 'KeyN')]
  ])('%s: the letter of a card, %s', (_layout, chord, event) => {
    expect(matches(chord, event)).toBe(true)
    expect(matches(chord, { ...event, shiftKey: true })).toBe(false)
    expect(matches(chord, { ...event, altKey: true })).toBe(false)
  })
})

describe('a shortcut on a layout with Latin letters follows the letter', () => {
  test.each<[layout: string, chord: string, KeyPress, boolean]>([
    ['Dvorak, its K', 'Mod+K', press('k', 'KeyV', 'ctrl'), true],
    ['Dvorak, the place of K', 'Mod+K', press('t', 'KeyK', 'ctrl'), false],
    ['Dvorak, its comma', 'Mod+,', press(',', 'KeyW', 'ctrl'), true],
    ['Dvorak, the place of the comma', 'Mod+,', press('w', 'Comma', 'ctrl'), false],
    ['Dvorak, a sign in the place of D', 'E', press('.', 'KeyE'), false],
    ['Dvorak, a sign in the place of S', 'Mod+Z', press(';', 'KeyZ', 'ctrl'), false],
    ['Colemak, its K', 'Mod+K', press('k', 'KeyN', 'ctrl'), true],
    ['Colemak, a sign in the place of P', 'P', press(';', 'KeyP'), false],
    ['AZERTY, its A', 'A', press('a', 'KeyQ'), true],
    ['AZERTY, the place of A', 'A', press('q', 'KeyA'), false],
    ['AZERTY, its comma', 'Mod+,', press(',', 'KeyM', 'ctrl'), true],
    ['AZERTY, the place of the comma', 'Mod+,', press(';', 'Comma', 'ctrl'), false],
    ['AZERTY, its question mark', '?', press('?', 'KeyM', 'shift'), true],
    ['German, its question mark', '?', press('?', 'Minus', 'shift'), true],
    ['German, the place of the question mark', '?', press('_', 'Slash', 'shift'), false],
    ['German, an umlaut', 'Mod+,', press('ö', 'Semicolon', 'ctrl'), false],
    ['Turkish, the dotless i', 'Mod+I', press('ı', 'KeyI', 'ctrl'), false],
    ['Bépo, an accented letter in the place of E', 'E', press('p', 'KeyE'), false],
    ['Bépo, an accented letter in the place of W', 'Mod+W', press('é', 'KeyW', 'ctrl'), false],
    ['a browser that tells no place', 'Mod+K', press('л', '', 'ctrl'), false],
    ['a full-width letter', 'Mod+K', press('ｋ', 'KeyK', 'ctrl'), true],
    ['a full-width sign', '?', press('？', 'Slash', 'shift'), true],
    ['Arabic, its question mark', '?', press('؟', 'Slash', 'shift'), true],
    ['Russian, its question mark', '?', press('?', 'Digit7', 'shift'), true],
    ['Russian, the place of the question mark', '?', press(',', 'Slash', 'shift'), false],
    ['Thai, its question mark', '?', press('?', 'KeyM', 'shift'), true],
    ['Persian, its question mark', '?', press('؟', 'Slash', 'shift'), true],
    ['Hungarian, its question mark', '?', press('?', 'Comma', 'shift'), true],
    ['French of Canada, the place of the question mark', '?', press('É', 'Slash', 'shift'), false],
    ['Neo, its K', 'Mod+K', press('k', 'KeyY', 'ctrl'), true],
    ['Neo, the place of K', 'Mod+K', press('r', 'KeyK', 'ctrl'), false],
    ['Neo, a question mark of its third level', '?', press('?', 'KeyH', 'altGraph'), true],
    ['Turkish F, its A', 'A', press('a', 'KeyF'), true],
    ['Turkish F, a letter in the place of E', 'E', press('ğ', 'KeyE'), false],
    ['the key Enter of the number pad', 'Enter', press('Enter', 'NumpadEnter'), true]
  ])('%s: %s', (_layout, chord, event, expected) => {
    expect(matches(chord, event)).toBe(expected)
  })
})

describe('a digit', () => {
  test.each<[layout: string, chord: string, KeyPress, boolean]>([
    ['US', '1', press('1', 'Digit1'), true],
    ['US with Shift', '1', press('!', 'Digit1', 'shift'), false],
    ['AZERTY, with Shift', '1', press('1', 'Digit1', 'shift'), true],
    ['AZERTY, the bare key', '1', press('&', 'Digit1'), true],
    ['AZERTY, the bare key of an accented letter', '2', press('é', 'Digit2'), true],
    ['AZERTY, another key', '1', press('é', 'Digit2'), false],
    ['Czech, the bare key', '3', press('š', 'Digit3'), true],
    ['the block of digits', '4', press('4', 'Numpad4'), true],
    ['the block of digits as arrows', '4', press('ArrowLeft', 'Numpad4'), false],
    ['Persian', '2', press('۲', 'Digit2'), true],
    ['Arabic', '9', press('٩', 'Digit9'), true],
    ['Thai, with Shift, in another place', '1', press('๑', 'Digit2', 'shift'), true],
    ['Thai, in that place', '2', press('๑', 'Digit2', 'shift'), false],
    ['a left-handed Dvorak, a letter in the row', '5', press('p', 'Digit5'), false],
    ['AZERTY with AltGr', '3', press('#', 'Digit3', 'altGraph'), false]
  ])('%s: %s', (_layout, chord, event, expected) => {
    expect(matches(chord, event)).toBe(expected)
  })
})

describe('what is no shortcut', () => {
  test.each<[what: string, chord: string, KeyPress]>([
    ['AltGr on Windows, a sign', 'E', press('€', 'KeyE', 'ctrl', 'alt', 'altGraph')],
    ['AltGr on Linux, a sign', 'E', press('€', 'KeyE', 'altGraph')],
    [
      'AltGr on Windows, where it writes the letter itself',
      'Mod+Alt+K',
      press('k', 'KeyK', 'ctrl', 'alt', 'altGraph')
    ],
    ['AltGr on Linux, where it writes the letter itself', 'A', press('a', 'KeyA', 'altGraph')],
    ['AltGr on a Polish keyboard', 'A', press('ą', 'KeyA', 'ctrl', 'alt', 'altGraph')],
    ['AltGr on a Russian keyboard', 'A', press('ф', 'KeyA', 'altGraph')],
    [
      'AltGr with a key that has a name',
      'Alt+PageDown',
      press('PageDown', 'PageDown', 'ctrl', 'alt', 'altGraph')
    ],
    ['Option on a Mac', 'R', press('®', 'KeyR', 'alt')],
    ['a dead key', 'E', press('Dead', 'KeyE')],
    ['a dead key with a modifier', 'Mod+,', press('Dead', 'Comma', 'ctrl')],
    ['what a dead key made', 'A', press('á', 'KeyA')],
    ['a key that an input method has taken', 'A', press('Process', 'KeyA')],
    ['a key while an input method composes', 'A', { ...press('a', 'KeyA'), isComposing: true }],
    ['a key reported as 229', 'Mod+K', { ...press('k', 'KeyK', 'ctrl'), keyCode: 229 }],
    ['a key nobody knows, in no place', 'A', press('Unidentified', '')]
  ])('%s: %s', (_what, chord, event) => {
    expect(matches(chord, event)).toBe(false)
  })

  test('a sign that is written with AltGr is that sign', () => {
    expect(matches('@', press('@', 'KeyQ', 'ctrl', 'alt', 'altGraph'))).toBe(true)
    expect(matches('@', press('@', 'KeyQ', 'altGraph'))).toBe(true)
  })
})
