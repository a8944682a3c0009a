import { expect, it } from 'vitest'
import { printable, printableLines } from './printable.ts'

it.each([
  ['src/a.ts', 'src/a.ts'],
  ['a\u0000b\u001b[2K', 'a␀b␛[2K'],
  ['one\ntwo\tthree', 'one␊two␉three'],
  ['gpj.\u202ecod.exe', 'gpj.⟨U+202E⟩cod.exe'],
  ['a\u200bb\u007f\u0085', 'a⟨U+200B⟩b␡⟨U+0085⟩'],
  ['שלום/عربي.ts', 'שלום/عربي.ts'],
  ['日本語 😀', '日本語 😀']
])('%j is shown as %j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

it('keeps the lines of a command, and shows the rest', () => {
  expect(printableLines('cd x\n\techo \u202e hi\r')).toBe('cd x\n\techo ⟨U+202E⟩ hi␍')
})
