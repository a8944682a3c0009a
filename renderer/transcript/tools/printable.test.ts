import { expect, it } from 'vitest'
import { MARK, printable, printableLines, printableProse } from './printable.ts'

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

/** Drawn by nobody, or turning around what is: by what Unicode says of them. */
const UNSEEN = [
  0x00, 0x07, 0x08, 0x1b, 0x7f, 0x85, 0x9b, 0xad, 0x34f, 0x600, 0x61c, 0x6dd, 0x70f, 0x8e2, 0x115f, 0x1160,
  0x17b4, 0x17b5, 0x180b, 0x180e, 0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b,
  0x202c, 0x202d, 0x202e, 0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x2065, 0x2066, 0x2067, 0x2068, 0x2069,
  0x206a, 0x206f, 0x2800, 0x3164, 0xd800, 0xdfff, 0xfe00, 0xfe0e, 0xfe0f, 0xfeff, 0xffa0, 0xfff0, 0xfff9,
  0xfffb, 0xfffc, 0x110bd, 0x1bca0, 0x1d159, 0x1d173, 0xe0001, 0xe0020, 0xe0041, 0xe007f, 0xe0100, 0xe01ef
]
/** Spaces that are none to a shell, private and unassigned ones: in a command, not in prose. */
const STRICT = [
  0xa0, 0x1680, 0x2000, 0x2003, 0x2007, 0x2009, 0x202f, 0x205f, 0x3000, 0xe000, 0xf8ff, 0xf0000, 0x20dd
]
const letterOf = (code: number): string => String.fromCodePoint(code)
const named = (code: number): string => `U+${code.toString(16)}`

it.each(UNSEEN.map((code) => [named(code), letterOf(code)]))(
  '%s is marked wherever it stands',
  (_, letter) => {
    for (const shown of [
      printable(`rm a${letter}b`),
      printableLines(`rm\na${letter}b`),
      printableProse(`a${letter}b`)
    ]) {
      expect(shown).toMatch(MARK)
      expect(shown).not.toContain(letter)
    }
  }
)

it.each(STRICT.map((code) => [named(code), letterOf(code)]))('%s is marked in a command', (_, letter) => {
  expect(printable(`rm a${letter}b`)).toMatch(MARK)
})

it.each([
  ['p\u0430ypal', 'p⟨U+0430⟩ypal'],
  ['r\u043em -rf', 'r⟨U+043E⟩m -rf'],
  ['g\u03bfogle.com', 'g⟨U+03BF⟩ogle.com'],
  ['\u0441\u0440 a b', '⟨U+0441⟩⟨U+0440⟩ a b'],
  ['\u0391\u0392 x', '⟨U+0391⟩⟨U+0392⟩ x'],
  ['\uff52\uff4d -rf', '⟨U+FF52⟩⟨U+FF4D⟩ -rf'],
  ['a\uff0fb', 'a⟨U+FF0F⟩b'],
  ['\u{1d42b}\u{1d426} x', '⟨U+1D42B⟩⟨U+1D426⟩ x'],
  ['a\u2044b\u2215c', 'a⟨U+2044⟩b⟨U+2215⟩c'],
  ['rm \u2013rf x', 'rm ⟨U+2013⟩rf x'],
  ['\u2212x', '⟨U+2212⟩x'],
  ['o\ufb01le', 'o⟨U+FB01⟩le'],
  ['a\u037eb', 'a⟨U+037E⟩b'],
  ['a/\u0338b', 'a/⟨U+0338⟩b'],
  ['e\u0301\u0301\u0301\u0301\u0301', 'e\u0301\u0301\u0301⟨U+0301⟩⟨U+0301⟩'],
  ['echo \u5317\u4eac\u00a0x', 'echo \u5317\u4eac⟨U+00A0⟩x']
])('what looks like something else is marked in a command: %j', (text, shown) => {
  expect(printable(text)).toBe(shown)
})

it.each([
  'naïve café.ts',
  'Größe/über.md',
  'отчёт/итоги.txt',
  'σύνοψη.txt',
  '日本語のtext.md',
  '한국어readme',
  'שלום עולם',
  'नमस्ते',
  'ภาษาไทย',
  'e\u0301a\u0308.ts',
  '👩\u200d💻 ⚠\ufe0f 1\ufe0f\u20e3 👍🏽',
  'fix – this',
  'Run echo one…',
  '“quoted” and „so“'
])('%s is left as it is', (text) => {
  expect(printable(text)).toBe(text)
})

it.each([
  'می\u200cخواهم',
  'क्\u200dष',
  'ක්\u200dෂ',
  'dix\u00a0heures',
  '北京\u3000上海',
  'm\u00b2 and Ω',
  '\ue0b0'
])('prose keeps what its language needs: %s', (text) => {
  expect(printableProse(text)).toBe(text)
})

it('marks joiners where nothing joins', () => {
  expect(printableProse('pass\u200dword \u200c')).toBe('pass⟨U+200D⟩word ⟨U+200C⟩')
})

it.each(['\u202e', 'е', 'aе', '👩\u200d', '\u0301', 'a\u0301', '\ud800', 'ａ', '\u200d', ' \u2013a'])(
  'is through with a million of %j at once',
  (piece) => {
    const text = piece.repeat(1_000_000 / piece.length)
    const began = performance.now()
    printable(text)
    printableProse(text)
    expect(performance.now() - began).toBeLessThan(12_000)
  }
)
