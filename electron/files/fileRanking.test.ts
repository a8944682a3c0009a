import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { firstFiles, rankFiles } from './fileRanking.ts'
import { addFiles, emptyTable, fold } from './fileTable.ts'
import type { FileTable } from './fileTable.ts'

function tableOf(...files: string[]): FileTable {
  const table = emptyTable()
  addFiles(table, files)
  return table
}
const nobody = new Map<string, number>()
function best(query: string, table: FileTable, atHand: readonly string[] = []): string[] {
  const places = new Map(atHand.map((path, place) => [path, place]))
  return rankFiles(query, table, places, 20).map(({ path }) => path)
}

describe('a table', () => {
  test('has each folder once, before what lies in it', () => {
    expect(tableOf('a/b/one.ts', 'two.ts', 'a/three.ts', 'empty/').paths).toEqual([
      'a/',
      'a/b/',
      'a/b/one.ts',
      'two.ts',
      'a/three.ts',
      'empty/'
    ])
  })

  test('keeps no more than it may', () => {
    const table = emptyTable()
    addFiles(table, ['a/b.ts', 'c.ts', 'd.ts'], 3)
    expect(table.paths).toEqual(['a/', 'a/b.ts', 'c.ts'])
  })

  test('folds unit for unit, whatever the writing', () => {
    expect([fold('ÄÖ-Ünïted'), fold('İstanbul'), fold('한글'), fold('ガ')]).toEqual([
      'ao-united',
      'istanbul',
      '한글',
      'カ'
    ])
    const text = fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 })
      .map((units) => String.fromCharCode(...units))
    fc.assert(fc.property(text, (path) => fold(path).length === path.length))
  })
})

describe('ranking', () => {
  test.each([
    ['a name beats a folder', 'session', ['lib/deep/mySession.ts', 'session/x.ts']],
    ['a whole name beats a beginning', 'index.ts', ['a/b/index.ts', 'index.ts.orig']],
    ['a beginning beats a middle', 'sess', ['lib/sessionStore.ts', 'lib/obsessionTable.ts']],
    ['a word beginning beats a middle', 'sess', ['lib/theSession.ts', 'lib/obsession.ts']],
    ['a whole word beats a part of one', 'file12', ['x/file12View.ts', 'file123.ts']],
    ['neighbours beat scattered letters', 'store', ['a/reStored.ts', 'sSetTopOnRide.ts']],
    ['word beginnings beat scattered letters', 'fiv', ['x/fileIndexView.ts', 'fairlive.ts']],
    ['what is short beats what is long', 'read', ['readme.md', 'a/readings.md']]
  ])('%s', (_rule, query, [first = '', second = '']) => {
    expect(best(query, tableOf(second, first)).filter((path) => !path.endsWith('/'))).toEqual([first, second])
    expect(best(query, tableOf(first, second)).filter((path) => !path.endsWith('/'))).toEqual([first, second])
  })

  test('finds a name among more matching folders than anyone could look through', () => {
    const files = Array.from({ length: 5_000 }, (_, n) => `session/part${n}/file.ts`)
    expect(rankFiles('sess', tableOf(...files, 'z/deep/sessionStore.ts'), nobody, 2)).toEqual([
      { path: 'session/', positions: [0, 1, 2, 3] },
      { path: 'z/deep/sessionStore.ts', positions: [7, 8, 9, 10] }
    ])
  })

  test('what is at hand comes first among equals, and never before a better one', () => {
    const table = tableOf('a/index.ts', 'b/index.ts', 'c/index.ts', 'myindex.ts')
    expect(best('index', table)).toEqual(['a/index.ts', 'b/index.ts', 'c/index.ts', 'myindex.ts'])
    expect(best('index', table, ['myindex.ts', 'c/index.ts', 'b/index.ts'])).toEqual([
      'c/index.ts',
      'b/index.ts',
      'a/index.ts',
      'myindex.ts'
    ])
  })

  test('says which letters matched', () => {
    const table = tableOf('lib/sessionStore.ts')
    const positions = (query: string) => rankFiles(query, table, nobody, 1)[0]?.positions
    expect(positions('lib/sess')).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
    expect(positions('ss')).toEqual([6, 7])
    expect(positions('sestore')).toEqual([4, 5, 11, 12, 13, 14, 15])
    expect(positions('store lib')).toEqual([0, 1, 2, 11, 12, 13, 14, 15])
    expect(positions('libstore')).toEqual([0, 1, 2, 11, 12, 13, 14, 15])
    expect(positions('storex')).toBeUndefined()
    expect(positions('lib xyz')).toBeUndefined()
  })

  test.each([
    ['./lib/a', 'lib/a.ts'],
    ['/lib/a', 'lib/a.ts'],
    ['lib\\a', 'lib/a.ts'],
    ['LIB A', 'lib/a.ts'],
    ['lib/', 'lib/'],
    ['ünal', 'ÜNALTERED.md'],
    ['lodz', 'Łódź.md'],
    ['igdir', 'Iğdır.md'],
    ['smorre', 'smørrebrød.md'],
    ["don't", 'don’t.md'],
    ['οδος', 'ΟΔΟΣ.md'],
    ['u\u0308nal', 'ÜNALTERED.md'],
    ['"quo', 'so "quoted".txt'],
    ['ファ', '日本語/ファイル.ts'],
    ['new\nline', 'new\nline.txt']
  ])('%j finds %j', (query, path) => {
    const table = tableOf(
      'lib/a.ts',
      'ÜNALTERED.md',
      'so "quoted".txt',
      '日本語/ファイル.ts',
      'new\nline.txt',
      'Łódź.md',
      'Iğdır.md',
      'smørrebrød.md',
      'don’t.md',
      'ΟΔΟΣ.md'
    )
    expect(best(query, table)[0]).toBe(path)
  })

  // zed-industries/zed#30503: macOS writes names taken apart, and keyboards write them whole.
  test.each([
    ['grö', 'grössen.md', 'grö'],
    ['größen', 'größen.md', 'größen'],
    ['한글', 'docs/한글 문서.md', '한글'],
    ['문서', 'docs/한글 문서.md', '문서'],
    ['가', '각/가.txt', '가'],
    ['ガイド', 'ガイド.md', 'ガイド'],
    ['việt', 'tiếng việt.txt', 'việt'],
    ['ที่', 'ที่อยู่.txt', 'ที่'],
    ['คู่มือ', 'คู่มือ.txt', 'คู่มือ']
  ])('finds %s whether it is written whole or taken apart, and names its letters', (query, path, letters) => {
    for (const form of ['NFC', 'NFD']) {
      for (const typed of ['NFC', 'NFD']) {
        const written = path.normalize(form)
        const [found] = rankFiles(query.normalize(typed), tableOf(written), nobody, 20).filter(
          (match) => !match.path.endsWith('/')
        )
        const matched = found?.positions.map((position) => written[position]).join('')
        expect([form, typed, found?.path, matched]).toEqual([form, typed, written, letters.normalize(form)])
      }
    }
  })

  test('finds any name by the same name in the other form', () => {
    const accents = /[\u0300-\u036f]/gu
    const name = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
      .filter((text) => /^[^\s/\\.\p{Mn}]+$/u.test(text))
    fc.assert(
      fc.property(name, fc.constantFrom('NFC', 'NFD'), fc.constantFrom('NFC', 'NFD'), (text, form, typed) => {
        const written = text.normalize(form)
        const [found] = rankFiles(text.normalize(typed), tableOf(written), nobody, 5)
        const matched = found?.positions.map((position) => written[position]).join('') ?? ''
        // An accent that no letter takes (⫝̸) is not asked for.
        expect([found?.path, matched.replaceAll(accents, '')]).toEqual([
          written,
          written.replaceAll(accents, '')
        ])
      })
    )
  })

  test('finds a path by any of its letters in order, and names exactly those', () => {
    const part = fc.stringMatching(/^[a-zA-Z0-9_.-]{1,8}$/u)
    const path = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'))
    fc.assert(
      fc.property(path, fc.infiniteStream(fc.boolean()), (wanted, choices) => {
        const query = wanted
          .split('')
          .filter(() => choices.next().value)
          .join('')
        fc.pre(query !== '' && !/^\.?\//u.test(query)) // what begins so is typed for the project's folder
        const found = rankFiles(query, tableOf(wanted), nobody, 20).find((match) => match.path === wanted)
        const { positions = [] } = found ?? {}
        expect(positions.map((position) => fold(wanted)[position]).join('')).toBe(query.toLowerCase())
        expect(positions).toEqual([...new Set(positions)].toSorted((one, other) => one - other))
      })
    )
  })
})

test('before anything is typed: what is at hand, then what lies nearest', () => {
  const table = tableOf('src/deep/one.ts', 'two.ts', 'src/three.ts')
  const first = (limit: number, ...atHand: string[]) =>
    firstFiles(table, new Map(atHand.map((path, place) => [path, place])), limit)
  const bare = (...paths: string[]) => paths.map((path) => ({ path, positions: [] }))
  expect(first(9)).toEqual(bare('two.ts', 'src/', 'src/three.ts', 'src/deep/', 'src/deep/one.ts'))
  expect(first(3, 'src/deep/one.ts')).toEqual(bare('src/deep/one.ts', 'two.ts', 'src/'))
  expect(first(1, 'src/three.ts', 'two.ts')).toEqual(bare('src/three.ts'))
})
