import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import {
  fakeHttp,
  message,
  projectId,
  sessionId,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import type { HttpClient, PageRequest } from '../connection/httpClient.ts'
import { RequestFailure } from '../connection/requestFailure.ts'
import { configureStores, useConnectionStore } from './connectionStore.ts'
import { loadUntil } from './loadUntil.ts'
import { useSessionStore } from './sessionStore.ts'

const initial = useSessionStore.getState()

/** Pages `m4`, then `m3`, `m2`, `m1`. */
function pages(_: string, __: string, page?: PageRequest) {
  const at = page?.before === undefined ? 4 : Number(page.before)
  const before = at === 1 ? null : String(at - 1)
  return Promise.resolve({ messages: [message(`m${at}`)], before, live: null })
}

async function load(readMessages: HttpClient['readMessages']): Promise<void> {
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 'secret' },
    http: fakeHttp({ readSession: () => Promise.resolve(summary()), readMessages })
  })
  await useSessionStore.getState().loadSession(sessionId, { projectId })
}

const shown = () => useSessionStore.getState().currentSession?.messages.map(({ id }) => id)

beforeEach(() => useSessionStore.setState(initial, true))
afterEach(() => useConnectionStore.setState({ connection: null }))

test('loads as many pages as it takes, and no more', async () => {
  const readMessages = vi.fn(pages)
  await load(readMessages)
  expect(await loadUntil('m2', new AbortController().signal)).toBe('here')
  expect(shown()).toEqual(['m2', 'm3', 'm4'])
  expect(readMessages.mock.calls.at(-1)).toEqual([projectId, sessionId, { before: '2', limit: 200 }])
})

test('what is here already loads nothing', async () => {
  const readMessages = vi.fn(pages)
  await load(readMessages)
  expect(await loadUntil('m4', new AbortController().signal)).toBe('here')
  expect(readMessages).toHaveBeenCalledTimes(1)
})

test('a message that the session does not have is absent, once all of it is here', async () => {
  await load(pages)
  expect(await loadUntil('m9', new AbortController().signal)).toBe('absent')
  expect(shown()).toEqual(['m1', 'm2', 'm3', 'm4'])
})

test('stops between two pages when told to', async () => {
  const controller = new AbortController()
  await load((...request) => {
    if (request[2]?.before === '2') controller.abort()
    return pages(...request)
  })
  expect(await loadUntil('m1', controller.signal)).toBe('stopped')
  expect(shown()).toEqual(['m2', 'm3', 'm4'])
})

test('goes on with a page that was asked for already', async () => {
  const readMessages = vi.fn(pages)
  await load(readMessages)
  const scrolled = useSessionStore.getState().loadOlderMessages()
  expect(await loadUntil('m3', new AbortController().signal)).toBe('here')
  await scrolled
  expect(readMessages).toHaveBeenCalledTimes(2)
})

test('a page that cannot be loaded ends it', async () => {
  await load((...request) =>
    request[2]?.before === undefined
      ? pages(...request)
      : Promise.reject(new RequestFailure(500, { code: 'broken', message: 'The disk is gone.' }))
  )
  expect(await loadUntil('m1', new AbortController().signal)).toBe('failed')
})
