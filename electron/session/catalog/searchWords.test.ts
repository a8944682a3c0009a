import { describe, expect, test } from 'vitest'
import { SessionId } from '../../../shared/ids.ts'
import { hasWords, searchedWords } from '../../../shared/searchText.ts'
import { uuid } from '../../../tests/support/store/testStore.ts'
import { searchWords } from './searchWords.ts'

const never = new AbortController().signal

/** A list of sessions by their words, told in pieces of two. */
function listOf(...titles: readonly string[]) {
  const asked: (string | undefined)[] = []
  const page = (before: string | undefined) => {
    asked.push(before)
    const from = before === undefined ? 0 : Number(before)
    const sessions = titles.slice(from, from + 2).map((words, at) => ({
      id: SessionId.parse(uuid(from + at)),
      words,
      after: String(from + at + 1)
    }))
    return { sessions, before: from + 2 < titles.length ? String(from + 2) : null }
  }
  return { page, asked }
}

async function found(list: ReturnType<typeof listOf>, query: string, limit: number, before?: string) {
  const result = await searchWords({ page: list.page, query, limit, before, signal: never })
  return { ...result, ids: result.ids.map((id) => Number(id.slice(-3))) }
}

describe('a search by words', () => {
  test('goes on from page to page, and gives each session once', async () => {
    const list = listOf('tide a', 'b', 'tide c', 'd', 'e', 'f', 'tide g', 'h')
    expect(await found(list, 'tide', 2)).toEqual({ ids: [0, 2], before: '3' })
    expect(await found(list, 'tide', 2, '3')).toEqual({ ids: [6], before: null })
    expect(await found(list, 'tide', 3)).toEqual({ ids: [0, 2, 6], before: null })
    expect(await found(list, 'none', 3)).toEqual({ ids: [], before: null })
    expect(await found(list, '', 3)).toEqual({ ids: [0, 1, 2], before: '3' })
    expect(await found(listOf(), 'tide', 3)).toEqual({ ids: [], before: null })
  })

  test('looks no further once nobody wants it', async () => {
    const list = listOf('a', 'b', 'c')
    const signal = AbortSignal.abort()
    await expect(
      searchWords({ page: list.page, query: 'c', limit: 1, before: undefined, signal })
    ).rejects.toThrow('abort')
    expect(list.asked).toEqual([])
  })

  test.each([
    ['Über den Parser', 'uber parser', true],
    ['Über den Parser', 'ÜBER', true],
    ['Mend the parser', 'parser mend', true],
    ['Mend the parser', 'parser lend', false],
    ['한글 문서'.normalize('NFD'), '한글', true],
    ['한글 문서', '한글'.normalize('NFD'), true],
    ['한글 문서', '하', true],
    ['Ｆｕｌｌ width', 'full', true],
    ['straße', 'STRASSE', true],
    ['Strasse', 'straße', true],
    ['STRAẞE', 'straße', true],
    ['İstanbul ve Iğdır', 'istanbul igdir', true],
    ['ısı', 'ISI', true],
    ['Łódź', 'lodz', true],
    ['Đặng Ngọc', 'dang ngoc', true],
    ['Smørrebrød æble', 'smorrebrod aeble', true],
    ['ΟΔΟΣ', 'οδός', true],
    ['οδός', 'ΟΔΟΣ', true],
    ['Daten\u00adbank', 'datenbank', true],
    ['a\u200bb c', 'ab', true],
    ['ab', 'a\u200db', true],
    ['fix \u2067עברית\u2069 now', 'עברית', true],
    ['I ❤️ it', '❤', true],
    ['کِتاب', 'کتاب', true],
    ['שָׁלוֹם', 'שלום', true],
    ['Don’t “break” it — yet', 'don\'t "break" -', true],
    ["don't", 'don’t', true],
    ['Über `useEffect` 2^3', '`useEffect` 2^3', true],
    ['की', 'का', false],
    ['ガ', 'カ', true],
    ['100% sure_thing', '100%', true],
    ['100 sure', '100%', false],
    ['anything', '   ', true]
  ])('%s for %s: %s', (text, query, isFound) => {
    expect(hasWords(text, searchedWords(query))).toBe(isFound)
  })
})
