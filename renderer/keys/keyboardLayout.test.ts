import { render, screen } from '@testing-library/react'
import { createElement } from 'react'
import { expect, onTestFinished, test, vi } from 'vitest'
import { capsOf } from './chord.ts'
import { KeyCaps } from './KeyCaps.tsx'
import { useLayoutStore } from './layoutStore.ts'

const russian = new Map([
  ['KeyK', 'л'],
  ['KeyA', 'ф'],
  ['Comma', 'б'],
  ['Slash', '.']
])
const dvorak = new Map([
  ['KeyK', 't'],
  ['KeyV', 'k'],
  ['KeyA', 'a'],
  ['Comma', 'w']
])
const hebrew = new Map([
  ['KeyK', 'ל'],
  ['Quote', ','],
  ['Comma', 'ת']
])
const georgian = new Map([['KeyK', 'კ']])
const thai = new Map([
  ['KeyB', '\u0e34'],
  ['KeyK', 'า']
])
const hindi = new Map([['KeyF', '\u093f']])
const arabic = new Map([['KeyB', 'لا']])
const greek = new Map([
  ['KeyW', 'ς'],
  ['KeyS', 'σ'],
  ['KeyQ', ';']
])

test.each([
  ['Georgian, which has no capitals on its keys', georgian, 'Mod+K', ['Ctrl', 'კ']],
  ['Thai', thai, 'Mod+K', ['Ctrl', 'า']],
  ['Thai, a mark that stands above a letter', thai, 'Mod+B', ['Ctrl', '◌\u0e34']],
  ['Hindi, a vowel that stands before its letter', hindi, 'Mod+F', ['Ctrl', '◌\u093f']],
  ['Arabic, a key of two letters', arabic, 'Mod+B', ['Ctrl', 'لا']],
  ['Greek, an end of words', greek, 'Mod+W', ['Ctrl', 'ς']],
  ['Greek', greek, 'S', ['Σ']],
  ['Russian', russian, 'Mod+K', ['Ctrl', 'Л']],
  ['Russian, a letter of a card', russian, 'A', ['Ф']],
  ['Russian, a sign', russian, 'Mod+,', ['Ctrl', 'Б']],
  ['Russian, a sign that is typed', russian, '?', ['?']],
  ['Russian, a digit', russian, '1', ['1']],
  ['Russian, a key the browser does not tell', russian, 'Mod+F', ['Ctrl', 'F']],
  ['Hebrew, a sign that is elsewhere', hebrew, 'Mod+,', ['Ctrl', ',']],
  ['Dvorak, where the shortcut follows the letter', dvorak, 'Mod+K', ['Ctrl', 'K']],
  ['Dvorak, a sign', dvorak, 'Mod+,', ['Ctrl', ',']],
  ['nobody knows', null, 'Mod+K', ['Ctrl', 'K']]
])('a key is shown as it reads: %s', (_name, layout, chord, caps) => {
  expect(capsOf(chord, false, layout)).toEqual(caps)
})

test('a key is drawn with what the browser says is on it, and anew after the layout was changed', async () => {
  let told = russian
  vi.stubGlobal('navigator', { platform: 'Linux', keyboard: { getLayoutMap: () => Promise.resolve(told) } })
  onTestFinished(() => {
    vi.unstubAllGlobals()
    useLayoutStore.setState({ layout: null })
  })
  render(createElement(KeyCaps, { chord: 'Mod+K' }))
  expect(await screen.findByText('Л')).toBeInTheDocument()
  told = dvorak
  window.dispatchEvent(new FocusEvent('focus'))
  expect(await screen.findByText('K')).toBeInTheDocument()
})
