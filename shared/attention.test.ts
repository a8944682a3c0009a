import { expect, test } from 'vitest'
import { isQuiet, attentionReason, wants } from './attention.ts'
import { sampleSession } from '../tests/support/sampleSession.ts'
import { defaultSettings } from './settings.ts'

const idle = { session: { ...sampleSession, state: 'idle' as const }, openPermissions: 0 }
const running = { session: { ...sampleSession, state: 'running' as const }, openPermissions: 0 }
const interrupting = { session: { ...sampleSession, state: 'interrupting' as const }, openPermissions: 0 }
const waiting = { ...running, openPermissions: 1 }

test.each([
  ['a turn that ends', running, { ...idle, outcome: 'done' as const }, 'finished'],
  ['a turn that fails', running, { ...idle, outcome: 'failed' as const }, 'failed'],
  ['a turn that was stopped', running, { ...idle, outcome: 'interrupted' as const }, null],
  ['a request that opens', running, waiting, 'waiting'],
  ['a second request', waiting, { ...running, openPermissions: 2 }, 'waiting'],
  ['a session first heard of while it waits', null, waiting, 'waiting'],
  ['a session first heard of at rest', null, idle, null],
  ['an answer', waiting, running, null],
  ['a turn the person stopped', interrupting, idle, null],
  ['a turn that begins', idle, running, null]
])('%s', (_name, before, after, told) => {
  expect(attentionReason(before, after)).toBe(told)
})

test('each kind is told by its own choice', () => {
  const none = { notifyTurnEnd: false, notifyFailed: false, notifyWaiting: false }
  expect(wants('finished', { ...none, notifyTurnEnd: true })).toBe(true)
  expect(wants('failed', { ...none, notifyTurnEnd: true, notifyWaiting: true })).toBe(false)
  expect(wants('failed', { ...none, notifyFailed: true })).toBe(true)
  expect(wants('waiting', { ...none, notifyWaiting: true })).toBe(true)
  expect(defaultSettings.quietHours).toBe(null)
})

const night = { from: '22:00', to: '07:00' }
const noon = { from: '12:00', to: '13:30' }
test.each([
  [null, '03:00', false],
  [night, '21:59', false],
  [night, '22:00', true],
  [night, '00:00', true],
  [night, '06:59', true],
  [night, '07:00', false],
  [noon, '12:00', true],
  [noon, '13:30', false],
  [{ from: '09:00', to: '09:00' }, '09:00', false]
])('%j at %s is quiet: %s', (hours, time, expected) => {
  expect(isQuiet(hours, new Date(`2026-03-29T${time}:00`))).toBe(expected)
})
