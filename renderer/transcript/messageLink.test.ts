import { expect, test } from 'vitest'
import { linkedMessage, messageLink } from './messageLink.ts'

test('the link of a message leads back to it', () => {
  const link = messageLink('http://127.0.0.1:4400/projects/p/chat/s#m-other', 'msg_1 a')
  expect(link).toBe('http://127.0.0.1:4400/projects/p/chat/s#m-msg_1%20a')
  expect(linkedMessage(new URL(link).hash)).toBe('msg_1 a')
})

test('an address that came with a token names its message all the same', () => {
  expect(linkedMessage('#m-msg_1=')).toBe('msg_1')
})

test('any other address names none', () => {
  expect(['', '#', '#m-', '#section'].map(linkedMessage)).toEqual([null, null, null, null])
})
