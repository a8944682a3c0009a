import { afterEach, expect, test, vi } from 'vitest'
import { findEndpoint, pageEndpoint, socketUrl } from './endpoint.ts'

afterEach(() => {
  vi.unstubAllGlobals()
  window.localStorage.clear()
  window.history.replaceState(null, '', '/')
})

const origin = window.location.origin

test('the token leaves the address bar at once and is there after a reload', () => {
  window.history.replaceState({ kept: true }, '', '/projects/p?x=1#token=secret')
  expect(pageEndpoint()).toEqual({ url: `${origin}/`, token: 'secret' })
  expect(window.location.href).toBe(`${origin}/projects/p?x=1`)
  expect(window.history.state).toEqual({ kept: true })
  expect(pageEndpoint()).toEqual({ url: `${origin}/`, token: 'secret' })
})

test('a new token replaces the old one, and other parts of the hash stay', () => {
  window.localStorage.setItem('skein.token', 'old')
  window.history.replaceState(null, '', '/#section=2&token=new')
  expect(pageEndpoint()?.token).toBe('new')
  expect(window.location.hash).toBe('#section=2')
  expect(window.localStorage.getItem('skein.token')).toBe('new')
})

test('without a token there is no endpoint', async () => {
  expect(await findEndpoint()).toBe(null)
})

test('without storage the token of the link still works', () => {
  vi.stubGlobal('localStorage', undefined)
  window.history.replaceState(null, '', '/#token=secret')
  expect(pageEndpoint()?.token).toBe('secret')
  expect(pageEndpoint()).toBe(null)
})

test('in the desktop app the preload knows', async () => {
  const endpoint = { url: 'http://127.0.0.1:4000/', token: 'from preload' }
  vi.stubGlobal('skein', { endpoint: () => Promise.resolve(endpoint) })
  expect(await findEndpoint()).toEqual(endpoint)
})

test('what the preload says is checked', async () => {
  vi.stubGlobal('skein', { endpoint: () => Promise.resolve({ url: 'file:///etc', token: '' }) })
  await expect(findEndpoint()).rejects.toThrow(/url/)
})

test('sockets are at the same place', () => {
  const endpoint = { url: 'http://127.0.0.1:4000/', token: 't' }
  expect(socketUrl(endpoint, '/ws/notices')).toBe('ws://127.0.0.1:4000/ws/notices')
  expect(socketUrl({ ...endpoint, url: 'https://skein.invalid/' }, '/ws/session')).toBe(
    'wss://skein.invalid/ws/session'
  )
})
