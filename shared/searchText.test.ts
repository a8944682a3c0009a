import fc from 'fast-check'
import { expect, it } from 'vitest'
import { PlainReading, plainText } from './searchText.ts'

it.each([
  ['Caf\u00e9', 'cafe', [0, 1, 2, 3]],
  ['cafe\u0301s', 'cafes', [0, 1, 2, 3, 5]],
  ['\u00df\u00adx', 'ssx', [0, 0, 2]],
  ['\u{1d400}b', 'ab', [0, 2]]
])('%j reads %j, letter by letter', (text, plain, starts) => {
  const reading = new PlainReading(text)
  expect([reading.plain.toLowerCase(), startsOf(reading)]).toEqual([plain, starts])
})

it('where letters come from is told of exactly the letters there are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const reading = new PlainReading(text)
      expect(reading.plain.toLowerCase().normalize('NFC')).toBe(plainText(text).normalize('NFC'))
      let last = 0
      for (let unit = 0; unit < reading.plain.length; unit += 1) {
        expect(reading.startOf(unit)).toBeGreaterThanOrEqual(last)
        expect(reading.endOf(unit)).toBeGreaterThan(reading.startOf(unit))
        last = reading.startOf(unit)
      }
      const end = reading.plain === '' ? text.length : reading.endOf(reading.plain.length - 1)
      expect(end).toBe(text.length)
    })
  )
})

it('of signs that are not looked at nothing but the case is changed', () => {
  const changed: string[] = []
  for (let code = 0x80; code <= 0x10ffff; code += 1) {
    if (code >= 0xd800 && code <= 0xdfff) continue
    const sign = String.fromCodePoint(code)
    const { plain } = new PlainReading(sign)
    if (plain.toLowerCase() !== plainText(sign)) changed.push(code.toString(16))
  }
  expect(changed).toEqual([])
}, 120_000)

function startsOf(reading: PlainReading): number[] {
  return Array.from(reading.plain, (_, unit) => reading.startOf(unit))
}
