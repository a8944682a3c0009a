import { afterEach, expect, test, vi } from 'vitest'
import { findServer, socketUrl, takeTokenFromAddress } from './endpoint.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  window.localStorage.clear()
  window.sessionStorage.clear()
  delete window.skeinFound
  window.history.replaceState(null, '', '/')
})

const origin = window.location.origin

test('the token leaves the address bar at once and is there after a reload', async () => {
  window.history.replaceState({ kept: true }, '', '/projects/p?x=1#token=secret')
  expect((await findServer())?.endpoint).toEqual({ url: `${origin}/`, token: 'secret' })
  expect(window.location.href).toBe(`${origin}/projects/p?x=1`)
  expect(window.history.state).toEqual({ kept: true })
  expect((await findServer())?.endpoint.token).toBe('secret')
  expect(window.localStorage).toHaveLength(0)
})

test('other parts of the hash stay, and an empty token is none', async () => {
  window.history.replaceState(null, '', '/#section=2&token=')
  expect(await findServer()).toBe(null)
  expect(window.location.hash).toBe('#section=2')
  window.history.replaceState(null, '', '/#token=a&section=3')
  expect([takeTokenFromAddress(), takeTokenFromAddress(), window.location.hash]).toEqual([
    'a',
    null,
    '#section=3'
  ])
})

test('without a token there is no endpoint', async () => {
  expect(await findServer()).toBe(null)
})

test('without storage the token of the link still works', async () => {
  vi.stubGlobal('sessionStorage', undefined)
  vi.stubGlobal('localStorage', undefined)
  window.history.replaceState(null, '', '/#token=secret')
  expect((await findServer())?.endpoint.token).toBe('secret')
  expect(await findServer()).toBe(null)
})

test('what was found before the app was read is taken over, once', async () => {
  window.skeinFound = Promise.resolve({ token: 'early', key: null, isProven: true })
  expect((await findServer())?.endpoint.token).toBe('early')
  expect(await findServer()).toBe(null)
})

test('in the desktop app the preload knows', async () => {
  const endpoint = { url: 'http://127.0.0.1:4000/', token: 'from preload' }
  vi.stubGlobal('skein', { endpoint: () => Promise.resolve(endpoint) })
  expect(await findServer()).toEqual({ endpoint, server: null })
})

test('what the preload says is checked', async () => {
  vi.stubGlobal('skein', { endpoint: () => Promise.resolve({ url: 'file:///etc', token: '' }) })
  await expect(findServer()).rejects.toThrow(/url/)
})

test('sockets are at the same place', () => {
  const endpoint = { url: 'http://127.0.0.1:4000/', token: 't' }
  expect(socketUrl(endpoint, '/ws/notices')).toBe('ws://127.0.0.1:4000/ws/notices')
  expect(socketUrl({ ...endpoint, url: 'https://skein.invalid/' }, '/ws/session')).toBe(
    'wss://skein.invalid/ws/session'
  )
})
