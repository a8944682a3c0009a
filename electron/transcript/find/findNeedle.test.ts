import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findPattern, hitsOf } from '../../../shared/findPattern.ts'
import { plainText } from '../../../shared/searchText.ts'
import { needleOf } from './findNeedle.ts'

const line = (text: string): Buffer => Buffer.from(JSON.stringify({ content: text }))
/** As programs write it that keep to ASCII. */
const asciiLine = (text: string): Buffer =>
  Buffer.from(
    JSON.stringify({ content: text }).replaceAll(
      /[^\x20-\x7e]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
    )
  )

const texts = [
  'The quick BROWN fox',
  'caf\u00e9',
  'cafe\u0301',
  'STRASSE straße Größe GRÖSSE',
  '\u212aelvin and \u017feven',
  '日本語のテキスト',
  'a "quoted" word',
  'back\\slash and\nnew line',
  'tab\there',
  '😀 smile',
  'Ελληνικός ΣΊΣΥΦΟΣ',
  'ПРИВЕТ мир',
  'The qu**ick** *BROWN* `f`ox',
  '**日**本語**「の」**テキスト',
  String.raw`snake\_case &amp; 2 \< 3`,
  'see [the **docs**](https://x.y/z) now',
  '[テ](u)キスト',
  'na\u00efve re\u00adfer\u200bence \u0130stanbul Stra\u00dfe',
  '**Stra\u00df**e \ufb01nd \u201cit\u201d \u2013 1\u2026',
  '한글 サーバー ①'
]
const queries = [
  'brown',
  'BROWN FOX',
  'café',
  'CAFÉ',
  'cafe\u0301',
  'größe',
  'strasse',
  'kelvin',
  'seven',
  'k',
  's',
  '日本',
  '本語の',
  '"quoted"',
  'a "q',
  'k\\s',
  'slash',
  '\n',
  'd\nnew',
  'tab\th',
  '😀',
  'σίσυφος',
  'привет',
  'e',
  ' ',
  'x',
  'zebra',
  'quick brown fox',
  '本語「の」テ',
  'snake_case & 2 < 3',
  'the docs now',
  'テキスト',
  'cafe',
  'naive',
  'reference',
  'istanbul',
  'ISTANBUL',
  'strasse',
  'stras',
  'sse',
  'find',
  'find it - 1..',
  '하',
  'サハ',
  '1'
]

it.each(queries)('%j: a line that holds it is never passed over', (query) => {
  const matters = needleOf(query).mayStandIn
  for (const text of texts) {
    if (hitsOf(text, findPattern(query), true).next().done === true) continue
    expect([text, matters(line(text)), matters(asciiLine(text))]).toStrictEqual([text, true, true])
  }
})

it('marks in what is no Markdown are signs: no result is read for them', () => {
  const { mayStandIn, mayStandPlainIn } = needleOf('foobar')
  expect([mayStandPlainIn(line('**foo**bar')), mayStandIn(line('**foo**bar'))]).toEqual([false, true])
  expect([mayStandPlainIn(line('FOOBAR')), mayStandIn(line('FOOBAR'))]).toEqual([true, true])
})

it('stands in many lines when it stands in one of them', () => {
  const { mayStandIn } = needleOf('brown fox')
  const block = (last: string): Buffer => Buffer.concat([line('a'), Buffer.from('\n'), line(last)])
  expect([mayStandIn(block('Brown **fox**')), mayStandIn(block('brown'))]).toEqual([true, false])
})

it('most lines that do not hold it are passed over', () => {
  for (const query of ['zebra', 'tasks', 'brown bear', '中国']) {
    const matters = needleOf(query).mayStandIn
    expect([query, texts.filter((text) => matters(line(text)))]).toStrictEqual([query, []])
  }
})

it('whatever is written, and whatever is looked for in it, no line that holds it is passed over', () => {
  const sign = fc.constantFrom(
    ...Array.from('aefist 1k-."\\\n*_`[]&'),
    'ß',
    'é',
    'e\u0301',
    '\u0301',
    '\u00ad',
    '\u200b',
    'İ',
    'ı',
    'ﬁ',
    'ﬃ',
    '\u212a',
    '\u017f',
    '…',
    '½',
    '“',
    '–',
    '한',
    '하',
    'が',
    'か',
    'ー',
    'ｶ',
    '㈱',
    '日',
    'Σ',
    'ς',
    'Й',
    '𝐚',
    '😀',
    '＊',
    '(u)',
    '\u001b'
  )
  const written = fc.array(sign, { maxLength: 14 }).map((signs) => signs.join(''))
  fc.assert(
    fc.property(written, fc.nat(), fc.nat(4), fc.boolean(), (text, from, more, isPlain) => {
      const letters = Array.from(text)
      const at = letters.length === 0 ? 0 : from % letters.length
      const part = letters.slice(at, at + 1 + more).join('')
      const query = isPlain ? plainText(part) : part
      for (const isMarkdown of [true, false]) {
        if (query === '' || hitsOf(text, findPattern(query), isMarkdown).next().done === true) continue
        const { mayStandIn, mayStandPlainIn } = needleOf(query)
        const matters = isMarkdown ? mayStandIn : mayStandPlainIn
        expect([query, matters(line(text)), matters(asciiLine(text))]).toEqual([query, true, true])
      }
    }),
    { numRuns: 3_000 }
  )
})
