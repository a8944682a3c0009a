import fc from 'fast-check'
import SQLite from 'better-sqlite3'
import { expect, it, onTestFinished } from 'vitest'
import { indexedText } from './indexedText.ts'
import { matchOf, parseQuery } from './searchQuery.ts'

/** Whether a text is found by what is typed, asked of the database itself. */
function finder(): (text: string, query: string) => boolean {
  const database = new SQLite(':memory:')
  onTestFinished(() => {
    database.close()
  })
  database.exec(
    `CREATE VIRTUAL TABLE t USING fts5(text, content = '', contentless_delete = 1, tokenize = 'ascii')`
  )
  const put = database.prepare('INSERT OR REPLACE INTO t (rowid, text) VALUES (1, ?)')
  const get = database.prepare('SELECT rowid FROM t WHERE t MATCH ?')
  return (text, query) => {
    put.run(indexedText(text))
    const match = matchOf(parseQuery(query), [])
    return match !== null && get.get(match) !== undefined
  }
}

it.each([
  ['The Quick brown fox', 'quick'],
  ['The quick brown fox', 'FOX the'],
  ['a café in Zürich', 'cafe zurich'],
  ['cafe', 'CAFÉ'],
  ['die Straße', 'STRASSE'],
  ['refreshTokenStore()', 'token'],
  ['refreshTokenStore()', 'refresh'],
  ['refreshTokenStore()', 'store'],
  ['refreshTokenStore()', 'refreshtokenstore'],
  ['refreshTokenStore()', 'refreshTokenStore'],
  ['refreshTokenStore()', 'tokenStore'],
  ['refreshTokenStore()', 'tokenstore'],
  ['refreshTokenStore()', 'refreshtok*'],
  ['refreshTokenStore()', 'refresh token'],
  ['const refresh_token = 1', 'token'],
  ['const refresh_token = 1', 'refresh_token'],
  ['const refresh_token = 1', 'refreshToken'],
  ['see src/token.ts:12', 'token'],
  ['see src/token.ts:12', 'src/token.ts'],
  ['see src/token.ts:12', 'token.ts'],
  ['a parseJSONLine b', 'json'],
  ['the HTTPServer', 'server'],
  ['token2 and page12', 'token page'],
  ['token2 and page12', 'token2'],
  ['the iPhone app', 'iphone'],
  ['the iPhone app', '"iphone app"'],
  ['日本語のテキスト', '日本語'],
  ['日本語のテキスト', '本語の'],
  ['日本語のテキスト', '語'],
  ['日本語のテキスト', 'ト'],
  ['日本語のテキスト', 'テキ'],
  ['请看API文档吧', 'api'],
  ['请看API文档吧', '文档'],
  ['请看API文档吧', 'API文档'],
  ['请看API文档吧', '看api文'],
  ['สวัสดีครับ', 'ดีคร'],
  ['설정을 바꿨다', '설정'],
  ['well done 😀', '😀'],
  ['one two three four', '"two three"'],
  ['one two three four', '"two three'],
  ['one two three four', '"two th"*'],
  ['one two three four', 'thr*'],
  ['one two three four', 'one -five'],
  ['a well-known fact', 'well-known'],
  ['a AND b OR c NEAR d NOT e', 'AND OR NEAR NOT'],
  ['text : with columns', 'text:'],
  ['it is 100% (sure)', '(sure)'],
  ["don't", "don't"],
  ['he said “hello there” today', '“hello there”'],
  ['x\0y', 'y'],
  ['Привет, МИР', 'мир'],
  ['ﬁnd me', 'find']
])('%s is found by %s', (text, query) => {
  expect(finder()(text, query)).toBe(true)
})

it.each([
  ['The quick brown fox', 'quick dog'],
  ['The quick brown fox', 'qui'],
  ['refreshTokenStore()', 'oken'],
  ['one two three four', '"one three"'],
  ['one two three four', 'one -three'],
  ['one two three four', 'one -"three four"'],
  ['one two three four', 'one -thr*'],
  ['日本語のテキスト', '日語'],
  ['日本語のテキスト', '本日'],
  ['refreshTokenStore is', '"store is"'],
  ['one two', ''],
  ['one two', '-one'],
  ['one two', '*'],
  ['a -- b', '--'],
  ['one two', '"'],
  ['one two', '\ue000']
])('%s is not found by %s', (text, query) => {
  expect(finder()(text, query)).toBe(false)
})

it('a hundred thousand characters are a question like any other', () => {
  const find = finder()
  for (const query of [
    'a '.repeat(50_000),
    '"'.repeat(100_000),
    '('.repeat(100_000),
    'a"'.repeat(50_000),
    'x'.repeat(100_000)
  ]) {
    expect(() => find('some text', query)).not.toThrow()
  }
})

it('whatever is typed, the database understands it', () => {
  const find = finder()
  const signs = fc.constantFrom(
    ...Array.from('"*-+():^{}[]\\/ \n\0\ud800\udc00ab日語เ한é\u0301,.😀\ue000'),
    'AND ',
    'NEAR(',
    ' OR ',
    'text:',
    'aB'
  )
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 40 }), fc.string({ unit: 'binary' }), (typed, text) => {
      expect(() => find(text, typed.join(''))).not.toThrow()
      expect(() => find(typed.join(''), text)).not.toThrow()
    }),
    { numRuns: 200 }
  )
})

it('any run of characters of a script without spaces is found', () => {
  const find = finder()
  const letters = fc.array(fc.constantFrom(...Array.from('日本語中文字ひらカタไทยดี')), {
    minLength: 1,
    maxLength: 12
  })
  fc.assert(
    fc.property(letters, fc.nat(), fc.nat(), (run, a, b) => {
      const from = a % run.length
      const part = run.slice(from, from + 1 + (b % (run.length - from)))
      expect(find(`x ${run.join('')} y`, part.join(''))).toBe(true)
    }),
    { numRuns: 300 }
  )
})

it('a word is found by itself, whatever stands around it', () => {
  const find = finder()
  const word = fc.stringMatching(/^[A-Za-z][a-z]{2,8}$/)
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 6 }),
      fc.nat(),
      fc.constantFrom(' ', '_', '/', '.', '-', '\n', '::'),
      (words, at, between) => {
        expect(find(words.join(between), words[at % words.length] ?? '')).toBe(true)
      }
    ),
    { numRuns: 300 }
  )
})
