import { expect, test } from 'vitest'
import { counted } from './counted.ts'
import { sampleSession } from '../tests/support/sampleSession.ts'

const session = { ...sampleSession, updatedAt: '2026-01-02T03:04:05.000Z' }

test.each([
  ['its last message, which came later', '2026-01-02T03:34:05.000Z', '2026-01-02T03:34:05.000Z'],
  ['what was chosen after its last message', '2026-01-02T03:00:00.000Z', session.updatedAt],
  ['what it was, where nothing has been said', null, session.updatedAt]
])('a session was touched last by %s', (_what, lastMessageAt, updatedAt) => {
  const metadata = { ...session.metadata, messageCount: 7, lastMessageAt }
  expect(counted(session, metadata)).toEqual({ ...session, metadata, updatedAt })
})
