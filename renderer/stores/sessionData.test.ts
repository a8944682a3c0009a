import { afterEach, expect, test, vi } from 'vitest'
import { messagesOf } from '../../shared/evolve.ts'
import { message, projectId, sessionId, snapshot } from '../../tests/support/connection/sessionFixtures.ts'
import { blankSession, foldEvent, withFacts, withSnapshot } from './sessionData.ts'
import type { SessionData } from './sessionData.ts'

vi.mock(import('../../shared/evolve.ts'), { spy: true })

afterEach(() => {
  vi.clearAllMocks()
})

function streaming(settledCount: number): SessionData {
  const settled = Array.from({ length: settledCount }, (_, n) => message(`m${n}`))
  const blank = blankSession({
    id: sessionId,
    projectId,
    visit: 1,
    agent: 'guide',
    permissionMode: 'default',
    draft: '',
    outbox: [],
    loadingState: 'idle'
  })
  const live = message('live', { isStreaming: true })
  return withSnapshot(blank, snapshot({ messages: [...settled, live] }))
}

test('a delta joins nothing and leaves the settled run as it is', () => {
  const before = streaming(1_000)
  vi.clearAllMocks()
  const after = foldEvent(before, { type: 'stream_output', messageId: 'live', index: 0, append: '!' })
  expect(messagesOf).not.toHaveBeenCalled()
  expect(after.settled).toBe(before.settled)
  expect(after.open).toEqual([
    message('live', { isStreaming: true, content: [{ type: 'text', text: 'text of live!' }] })
  ])
})

test('the messages are joined once, when first read, for as long as they do not change', () => {
  const session = streaming(3)
  vi.clearAllMocks()
  const read = session.messages
  const typed = withFacts(session, { draft: 'typing' })
  expect(typed.messages).toBe(read)
  expect(messagesOf).toHaveBeenCalledTimes(1)
  expect(read.map(({ id }) => id)).toEqual(['m0', 'm1', 'm2', 'live'])
})
