import { expect, test } from 'vitest'
import { sampleSession } from '../../shared/sampleSession.ts'
import { noticeOf } from './noticeOf.ts'

const idle = { session: { ...sampleSession, state: 'idle' as const }, openPermissions: 0 }
const running = { session: { ...sampleSession, state: 'running' as const }, openPermissions: 0 }
const interrupting = { session: { ...sampleSession, state: 'interrupting' as const }, openPermissions: 0 }
const waiting = { ...running, openPermissions: 1 }

test.each([
  ['a turn that ends', running, idle, 'turn-end'],
  ['a request that opens', running, waiting, 'waiting'],
  ['a second request', waiting, { ...running, openPermissions: 2 }, 'waiting'],
  ['a session first heard of while it waits', null, waiting, 'waiting'],
  ['a session first heard of at rest', null, idle, null],
  ['an answer', waiting, running, null],
  ['a turn the person stopped', interrupting, idle, null],
  ['a turn that begins', idle, running, null]
])('%s', (_name, before, after, told) => {
  expect(noticeOf(before, after)).toBe(told)
})
