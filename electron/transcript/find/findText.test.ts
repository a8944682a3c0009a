import { describe, expect, it } from 'vitest'
import { findQuery, hitsIn, snippetOf } from './findText.ts'
import type { TextHit } from './findText.ts'

function hits(text: string, query: string): TextHit[] {
  return [...hitsIn(text, findQuery(query))].flat()
}

describe('hits', () => {
  it.each([
    ['Tea, tea and TEA', 'tea', [0, 5, 13]],
    ['aaaa', 'aa', [0, 2]],
    ['GRÖSSE größe', 'größe', [0, 7]],
    ['GRÖSSE größe', 'GROSSE', [0, 7]],
    ['caf\u00e9 cafe\u0301', 'caf\u00e9', [0, 5]],
    ['caf\u00e9 cafe\u0301', 'CAFE\u0301', [0, 5]],
    ['caf\u00e9 cafe\u0301 cafe', 'cafe', [0, 5, 11]],
    ['\u0130stanbul istanbul \u0131stanbul', 'istanbul', [0, 9, 18]],
    ['re\u00adfer\u200bence', 'reference', [0]],
    ['ﬁnd “it” – ½', 'find "it" - ', [0]],
    ['한글 하나', '하', [0, 3]],
    ['\u212aelvin', 'kelvin', [0]],
    ['ΣΊΣΥΦΟΣ σίσυφος', 'σίσυφος', [0, 8]],
    ['a.b acb', 'a.b', [0]],
    ['(x) [y] {z} ^$ a|b \\ /', '[y] {z} ^$ a|b \\ /', [4]],
    ['nothing here', 'zebra', []],
    ['', 'a', []]
  ])('in %j of %j', (text, query, expected) => {
    expect(hits(text, query).map(({ at }) => at)).toStrictEqual(expected)
  })

  it('are the same wherever a long text is cut', () => {
    const unit = 'x'.repeat(127 * 1024)
    const text = `${unit}${'needle 😀 '.repeat(400)}${unit}needle`
    const expected = [...text.matchAll(/needle/g)].map(({ index }) => index)
    expect(hits(text, 'NEEDLE').map(({ at }) => at)).toStrictEqual(expected)
    expect(expected).toHaveLength(401)
    expect(hits('ab'.repeat(200_000), 'bab').length).toBe(hits('ab'.repeat(200_000), 'BAB').length)
    expect(hits('aaa'.repeat(100_001), 'aaa')).toHaveLength(100_001)
  })
})

describe('the snippet', () => {
  const show = (text: string, query: string): { snippet: string; marked: string } => {
    const [hit] = hits(text, query)
    if (hit === undefined) throw new Error('not found')
    const { snippet, start, end } = snippetOf(text, hit)
    return { snippet, marked: snippet.slice(start, end) }
  }

  it('is the line, without what it is indented by', () => {
    expect(show('one\n\t  if (needle) {\nthree', 'needle')).toStrictEqual({
      snippet: 'if (needle) {',
      marked: 'needle'
    })
  })

  it('of a long line has 200 characters, with some before the hit', () => {
    const { snippet, marked } = show(`${'a'.repeat(500)}needle${'b'.repeat(500)}`, 'needle')
    expect([snippet, marked]).toStrictEqual([`${'a'.repeat(60)}needle${'b'.repeat(134)}`, 'needle'])
    expect(show(`${'a'.repeat(500)}needle`, 'needle').snippet).toBe(`${'a'.repeat(194)}needle`)
  })

  it('never has half a character at its ends', () => {
    const { snippet } = show(`${'😀'.repeat(300)}needle${'😀'.repeat(300)}`, 'needle')
    expect(snippet.length).toBeLessThanOrEqual(200)
    expect(Buffer.from(snippet).toString()).toBe(snippet)
  })

  it('of a hit longer than it shows its beginning', () => {
    expect(show('x'.repeat(500), 'x'.repeat(400))).toStrictEqual({
      snippet: 'x'.repeat(200),
      marked: 'x'.repeat(200)
    })
  })

  it('of spaces that are looked for keeps them', () => {
    expect(show('    a', '  ')).toStrictEqual({ snippet: '    a', marked: '  ' })
  })
})
