import { act, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { emptyMetadata } from '../../shared/session.ts'
import type { SessionSummary } from '../../shared/session.ts'
import type { HttpClient, SessionSearch } from '../connection/httpClient.ts'
import { createFakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import { fakeHttp, otherSessionId, summary } from '../../tests/support/connection/sessionFixtures.ts'
import { configureStores, useConnectionStore } from '../stores/connectionStore.ts'
import { foundSessions } from './paletteItems.ts'
import { useSessionSearch } from './useSessionSearch.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  useConnectionStore.setState({ connection: null })
})

interface Asked extends SessionSearch {
  readonly signal: AbortSignal | undefined
  readonly answer: (titles: readonly string[], before?: string | null) => Promise<void>
  readonly refuse: () => Promise<void>
}

const titled = (title: string): SessionSummary => summary({ title })

/** Types into the palette; every question of the server is answered when the test says so. */
function search() {
  const asked: Asked[] = []
  const searchSessions: HttpClient['searchSessions'] = (wish, signal) =>
    new Promise((resolve, reject) => {
      asked.push({
        ...wish,
        signal,
        answer: (titles, before = null) => act(async () => resolve({ sessions: titles.map(titled), before })),
        refuse: () => act(async () => reject(new Error('Skein could not be reached.')))
      })
    })
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 'secret' },
    http: fakeHttp({ searchSessions }),
    sockets: createFakeNetwork().environment
  })
  const hook = renderHook(({ query }) => useSessionSearch(query), { initialProps: { query: '' } })
  const type = async (query: string): Promise<void> => {
    hook.rerender({ query })
    await act(() => vi.advanceTimersByTimeAsync(60))
  }
  const titles = () => hook.result.current.sessions.map(({ title }) => title)
  return { asked, type, titles, hook }
}

test('an answer to other words shows nothing that does not fit the words of now', async () => {
  const { asked, type, titles } = search()
  await type('t')
  await type('ti')
  expect([asked.map(({ query }) => query), asked[0]?.signal?.aborted]).toEqual([['t', 'ti'], true])
  await asked[1]?.answer(['tides', 'timber'])
  expect(titles()).toEqual(['tides', 'timber'])
  await asked[0]?.answer(['too late'])
  expect(titles()).toEqual(['tides', 'timber'])
  await type('tid')
  expect(titles()).toEqual(['tides']) // it fits these words, too, and the answer is on its way
  await asked[2]?.answer(['tides', 'tidy'])
  expect(titles()).toEqual(['tides', 'tidy'])
  await type('')
  expect(titles()).toEqual([])
  await type('zz')
  expect(titles()).toEqual([])
})

test('pages follow each other, and a question that fails says why', async () => {
  const { asked, type, titles, hook } = search()
  await type(' tide ')
  await asked[0]?.answer(['tide 1'], 'next')
  expect([titles(), hook.result.current.hasMore]).toEqual([['tide 1'], true])
  act(() => hook.result.current.more())
  expect(asked[1]).toMatchObject({ query: 'tide', before: 'next' })
  await asked[1]?.answer(['tide 2'])
  expect([titles(), hook.result.current.hasMore]).toEqual([['tide 1', 'tide 2'], false])
  await type('ebb')
  await asked[2]?.refuse()
  expect([titles(), hook.result.current.failed]).toEqual([[], 'Skein could not be reached.'])
})

test('sessions that are loaded come first, and each once', () => {
  const here = summary({ title: 'Tide here' })
  const named = summary({
    id: otherSessionId,
    title: 'Named',
    metadata: { ...emptyMetadata, firstMessagePreview: 'the tide' }
  })
  const titles = (loaded: readonly SessionSummary[], found: readonly SessionSummary[], query: string) =>
    foundSessions(loaded, found, query).map(({ title }) => title)
  expect(titles([here], [named, here], 'tide')).toEqual(['Tide here', 'Named'])
  expect(titles([named], [], 'TIDE the')).toEqual(['Named'])
  expect(titles([here, named], [], 'nothing')).toEqual([])
})
