import { describe, expect, test } from 'vitest'
import { ariaShortcut, capsOf, matchesChord } from './chord.ts'

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

describe('a chord', () => {
  test.each([
    ['Control and K elsewhere', { ...plain, key: 'k', ctrlKey: true }, false, true],
    ['Command and K on a Mac', { ...plain, key: 'k', metaKey: true }, true, true],
    ['Control and K on a Mac is the system’s', { ...plain, key: 'k', ctrlKey: true }, true, false],
    [
      'Control, Shift and K is another one',
      { ...plain, key: 'K', ctrlKey: true, shiftKey: true },
      false,
      false
    ],
    ['with Caps Lock on', { ...plain, key: 'K', ctrlKey: true }, false, true],
    ['K alone', { ...plain, key: 'k' }, false, false],
    ['both modifiers', { ...plain, key: 'k', ctrlKey: true, metaKey: true }, false, false]
  ])('Mod+K: %s', (_name, press, mac, expected) => {
    expect(matchesChord(press, 'Mod+K', mac)).toBe(expected)
  })

  test('a sign counts with and without Shift', () => {
    expect(matchesChord({ ...plain, key: '?', shiftKey: true }, '?', false)).toBe(true)
    expect(matchesChord({ ...plain, key: '?' }, '?', false)).toBe(true)
    expect(matchesChord({ ...plain, key: '?', ctrlKey: true }, '?', false)).toBe(false)
  })

  test('is shown as the keyboard reads', () => {
    expect(capsOf('Mod+Shift+O', true)).toEqual(['⌘', '⇧', 'O'])
    expect(capsOf('Mod+Shift+O', false)).toEqual(['Ctrl', 'Shift', 'O'])
    expect(capsOf('Alt+ArrowUp', false)).toEqual(['Alt', '↑'])
  })

  test('is told to assistive technology for both kinds of keyboard', () => {
    expect(ariaShortcut('Mod+K')).toBe('Control+K Meta+K')
    expect(ariaShortcut('Escape')).toBe('Escape')
  })
})
