import { expect, it } from 'vitest'
import { plainText } from '../../../shared/searchText.ts'
import { WrittenLetters } from './writtenLetters.ts'

function made(letters: 'ascii' | 'any'): WrittenLetters {
  const making = WrittenLetters.make(letters)
  for (;;) {
    const step = making.next()
    if (step.done === true) return step.value
  }
}

const isWhole = (pattern: string | null, sign: string): boolean =>
  pattern !== null && new RegExp(`^(?:${pattern})$`).test(Buffer.from(sign).toString('latin1'))

it.each([['ascii'], ['any']] as const)(
  'every sign there is, is known where it reads as another: %s',
  (letters) => {
    const written = made(letters)
    const unknown: string[] = []
    const known = new Map<string, boolean>()
    for (let code = 0x80; code <= 0x10ffff; code += 1) {
      if (code >= 0xd800 && code <= 0xdfff) continue
      const sign = String.fromCodePoint(code)
      const plain = plainText(sign)
      if (plain === sign) continue
      const name = code.toString(16)
      if (plain === '' && !isWhole(written.unseen, sign)) unknown.push(`${name} is left out`)
      for (const letter of plain) {
        if (letters === 'ascii' && letter > '\u007f') continue
        // Thousands of Hangul syllables are one pattern: each jamo is looked at a few times.
        if (code >= 0xac00 && code <= 0xd7a3 && known.has(letter) && code % 97 !== 0) continue
        const { one, several } = written.of(letter)
        const isKnown = isWhole(one, sign) && (plain.length === letter.length || isWhole(several, sign))
        known.set(letter, isKnown)
        if (!isKnown) unknown.push(`${name} is ${letter}`)
      }
    }
    expect(unknown).toEqual([])
  },
  120_000
)
