import { afterEach, expect, test } from 'vitest'
import type { OutboxEntry } from './outboxEntry.ts'
import { createTabStorage } from './tabStorage.ts'
import { otherSessionId, sessionId } from '../../tests/support/connection/sessionFixtures.ts'

afterEach(() => {
  window.sessionStorage.clear()
})

const entry: OutboxEntry = {
  id: 'm1',
  text: 'hello',
  attachments: [{ type: 'image', mediaType: 'image/png', data: 'AAAA' }],
  config: { resume: true, sessionId },
  state: 'failed',
  error: { code: 'c', message: 'm' }
}

test('gives back what was written, to the same session only', () => {
  const storage = createTabStorage()
  storage.writeOutbox(sessionId, [entry])
  expect([storage.readOutbox(sessionId), storage.readOutbox(otherSessionId)]).toEqual([[entry], []])
})

test('what is empty leaves nothing behind', () => {
  const storage = createTabStorage()
  storage.writeOutbox(sessionId, [entry])
  storage.writeOutbox(sessionId, [])
  expect(window.sessionStorage).toHaveLength(0)
})

test.each(['{', '{}', '[{"id":"m1"}]'])('an outbox that is not ours is empty: %s', (text) => {
  window.sessionStorage.setItem(`skein.outbox.${sessionId}`, text)
  expect(createTabStorage().readOutbox(sessionId)).toEqual([])
})

test('storage that is off or full breaks nothing', () => {
  const storage = createTabStorage(() => {
    throw new Error('the quota has been exceeded')
  })
  storage.writeOutbox(sessionId, [entry])
  expect(storage.readOutbox(sessionId)).toEqual([])
})
