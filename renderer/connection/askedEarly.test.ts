import { expect, test, vi } from 'vitest'
import { askedEarly, firstQuestions, takeEarlyAnswers } from './askedEarly.ts'

const endpoint = { url: 'http://127.0.0.1:1/', token: 'secret' }
const messages = 'http://127.0.0.1:1/api/projects/p/sessions/s/messages'
const paths = firstQuestions('/projects/p/chat/s')

function sender() {
  return vi.fn<typeof fetch>(
    async (input) => new Response(input instanceof Request ? input.url : input.toString())
  )
}

test('a session’s page has first questions, another has none', () => {
  expect(paths).toEqual([
    '/api/projects/p/sessions/s/messages',
    '/api/projects/p/sessions/s',
    '/api/projects/p/sessions',
    '/api/projects'
  ])
  expect(firstQuestions('/projects/p/chat')).toEqual([])
  expect(firstQuestions('/settings')).toEqual([])
})

test('are asked at once, with the token, and each answer is given out once', async () => {
  const send = sender()
  const early = askedEarly(endpoint, paths, send)
  expect(send).toHaveBeenCalledTimes(4)
  expect(send.mock.calls[0]?.[1]?.headers).toEqual({ Authorization: 'Bearer secret' })
  expect(await (await early(messages, { method: 'GET' })).text()).toBe(messages)
  expect(send).toHaveBeenCalledTimes(4)
  await early(messages, { method: 'GET' })
  expect(send).toHaveBeenCalledTimes(5)
})

test('another question, and one that changes something, goes its way', async () => {
  const send = sender()
  const early = askedEarly(endpoint, paths, send)
  await early(`${messages}?before=x`, { method: 'GET' })
  await early('http://127.0.0.1:1/api/projects/p/sessions', { method: 'POST' })
  expect(send).toHaveBeenCalledTimes(6)
})

test('an old answer is not given out', async () => {
  const send = sender()
  let now = 0
  const early = askedEarly(endpoint, paths, send, () => now)
  now = 3_001
  await early(messages, { method: 'GET' })
  expect(send).toHaveBeenCalledTimes(5)
})

test('who waits no longer is let go, and a server that is gone is told to who asks', async () => {
  const silent = askedEarly(endpoint, paths, () => new Promise<Response>(() => undefined))
  await expect(silent(messages, { method: 'GET', signal: AbortSignal.timeout(1) })).rejects.toThrow('aborted')
  const gone = askedEarly(endpoint, paths, () => Promise.reject(new TypeError('gone')))
  await expect(gone(messages, { method: 'GET' })).rejects.toThrow('gone')
})

test('what was asked is taken over once, and nothing is asked behind it', async () => {
  const early = askedEarly(endpoint, paths, sender())
  window.skeinEarly = Promise.resolve(early)
  expect(await takeEarlyAnswers()).toBe(early)
  expect(window.skeinEarly).toBeDefined()
  expect(await takeEarlyAnswers()).toBeNull()
})
