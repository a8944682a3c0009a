import { expect, test } from 'vitest'
import {
  addressed,
  isSamePage,
  isWindowPath,
  messageHash,
  messageInHash,
  newSessionPath,
  placeHash,
  placeInHash,
  projectPath,
  routes,
  sessionPath
} from './address.ts'

const id = '3f2b8a52-6c1e-4a7e-9d2f-0a1b2c3d4e5f'

test.each([
  ['/', true],
  ['/settings', true],
  ['/doctor', true],
  ['/usage', true],
  [`/projects/${id}`, true],
  [`/projects/${id}/chat`, true],
  [`/projects/${id}/chat/${id}`, true],
  [`/projects/${id}/chat/${id}#m-msg_01:2.5`, true],
  ['', false],
  ['//evil.example', false],
  ['/api/settings', false],
  ['https://evil.example/', false],
  [`/projects/${id}/../../api`, false],
  [`/projects/${id}/chat/${id}#token=x&y`, false],
  [`/projects/${id}/chat/${id}?q=1`, false],
  [`/settings\n`, false],
  [`/${'a'.repeat(1_000_000)}`, false]
])('%.80s is a page of the app: %s', (path, expected) => {
  expect(isWindowPath(path)).toBe(expected)
})

test('where the reader stands makes no other page', () => {
  expect(isSamePage(`/projects/${id}/chat/${id}#m-1`, `/projects/${id}/chat/${id}`)).toBe(true)
  expect(isSamePage('/', '/settings')).toBe(false)
})

test('every page that is built may be opened, and says what it is about', () => {
  expect([projectPath(id), newSessionPath(id), sessionPath(id, id)].map(isWindowPath)).toEqual([
    true,
    true,
    true
  ])
  expect([routes.home, routes.settings, routes.doctor].map(isWindowPath)).toEqual([true, true, true])
  expect(addressed(projectPath(id))).toEqual({ projectId: id, sessionId: null })
  expect(addressed(newSessionPath(id))).toEqual({ projectId: id, sessionId: null })
  expect(addressed(sessionPath(id, 's 1'))).toEqual({ projectId: id, sessionId: 's 1' })
})

test.each(['', '/', '/settings', '/project/x', '/projects/', '/projects/%E0%A4%A/chat/%E0%A4%A'])(
  '%j is about no project',
  (path) => {
    expect(addressed(path)).toEqual({ projectId: null, sessionId: null })
  }
)

test('the link of a message leads back to it', () => {
  const link = new URL(messageHash('msg_1 a'), 'http://127.0.0.1:4400/projects/p/chat/s#m-other').href
  expect(link).toBe('http://127.0.0.1:4400/projects/p/chat/s#m-msg_1%20a')
  expect(messageInHash(new URL(link).hash)).toBe('msg_1 a')
  expect(messageInHash(messageHash('100%25#/='))).toBe('100%25#/=')
})

test('an address that came with a token names its message all the same', () => {
  expect(messageInHash('#m-msg_1=')).toBe('msg_1')
})

test('any other address names none', () => {
  expect(['', '#', '#m-', '#section', '#m-%E0%A4%A'].map(messageInHash)).toEqual([
    null,
    null,
    null,
    null,
    null
  ])
})

test.each([
  { messageId: id, offset: 0 },
  { messageId: 'msg_01AbC', offset: -1234 },
  { messageId: 'a/b ~#1', offset: 17 }
])('%j is read as it was written', (place) => {
  expect(placeInHash(placeHash(place))).toEqual(place)
})

test('a place is part of a path that a window may be opened on', () => {
  const path = sessionPath(id, id) + placeHash({ messageId: 'msg_01', offset: -20 })
  expect(isWindowPath(path)).toBe(true)
})

test('as an address that was taken apart and put together again has it', () => {
  expect(placeInHash('#at=msg_01%7E-20')).toEqual({ messageId: 'msg_01', offset: -20 })
})

test.each(['', '#', '#m-msg_01', '#at=', '#at=x', '#at=x~', '#at=x~y', '#at=%E0%A4%A~1', '#at=~5'])(
  '%j names no place',
  (hash) => {
    expect(placeInHash(hash)).toBeNull()
  }
)
