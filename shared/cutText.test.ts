import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charactersOf, cutText, endOfText, firstCharacters, shortLine, shortText } from './cutText.ts'

const characters = [
  'a',
  'é',
  'e\u0301',
  '한',
  '\u1112\u1161\u11ab',
  '👨‍👩‍👧',
  '🇩🇪',
  '👍🏽',
  '1️⃣',
  'नि',
  '\r\n',
  '字',
  '葛\u{e0100}',
  '😀'
]
const units = (text: string): readonly string[] =>
  Array.from(
    new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text),
    ({ segment }) => segment
  )

describe('a text that is cut', () => {
  it.each(characters)('holds %j whole or not at all', (character) => {
    const text = `ab${character}cd`
    for (let most = 1; most <= text.length; most += 1) {
      expect(['a', 'ab', `ab${character}`, `ab${character}c`, text]).toContain(cutText(text, most))
      expect(['d', 'cd', `${character}cd`, `b${character}cd`, text]).toContain(endOfText(text, most))
    }
  })

  it('is as long as fits, of whole characters, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...characters), { maxLength: 60 }), fc.nat(80), (parts, more) => {
        const text = parts.join('')
        const most = more + 1
        const whole = units(text)
        const kept = units(cutText(text, most))
        expect(whole.slice(0, kept.length)).toEqual(kept)
        const next = whole[kept.length]
        expect(next === undefined || [...kept, next].join('').length > most).toBe(true)
        expect(text.endsWith(endOfText(text, most))).toBe(true)
        expect(whole.slice(whole.length - units(endOfText(text, most)).length)).toEqual(
          units(endOfText(text, most))
        )
        expect(shortText(text, most).length).toBeLessThanOrEqual(Math.max(most, 1))
      }),
      { numRuns: 300 }
    )
  })

  it('with a sign that there is more counts the sign', () => {
    expect([shortText('abc', 3), shortText('abcd', 3), shortText('a👨‍👩‍👧b', 9)]).toEqual([
      'abc',
      'ab…',
      'a👨‍👩‍👧'.length < 9 ? 'a👨‍👩‍👧…' : 'a…'
    ])
  })

  it('is cut somewhere even if a character never ends', () => {
    const endless = `a${'\u0301'.repeat(100_000)}`
    expect([cutText(endless, 1_000).length, endOfText(endless, 1_000).length]).toEqual([1_000, 1_000])
    expect(firstCharacters(endless, 5).length).toBeLessThanOrEqual(20)
  })

  it('is never cut within a code point, even in a character that never ends', () => {
    const endless = `a${'\u{e0100}'.repeat(1_000)}`
    for (const cut of [cutText(endless, 500), endOfText(endless, 501)]) expect(cut).not.toMatch(/\p{Cs}/u)
  })

  it.each(characters)('by characters counts %j as one', (character) => {
    const text = `abcde${character}fgh`
    expect(charactersOf(text)).toEqual(['a', 'b', 'c', 'd', 'e', character, 'f', 'g', 'h'])
    expect([firstCharacters(text, 6), firstCharacters(text, 9)]).toEqual([`abcde${character}`, text])
    expect([shortLine(text, 9), shortLine(text, 7)]).toEqual([text, `abcde${character}…`])
  })
})
