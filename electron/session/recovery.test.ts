import { expect, test } from 'vitest'
import type { SessionEvent } from '../../shared/events.ts'
import { sampleSession } from '../../shared/sampleSession.ts'
import type { SessionMessage, SessionSummary } from '../../shared/session.ts'
import { recover } from './recovery.ts'

const at = '2026-01-02T03:04:05.000Z'
const session: SessionSummary = { ...sampleSession, agent: 'claude' }
const prompt = (id: string): SessionMessage => ({
  id,
  role: 'user',
  content: [{ type: 'text', text: id }],
  createdAt: at,
  isStreaming: false
})
const answer = (id: string, text: string, isStreaming = false): SessionMessage => ({
  id,
  role: 'assistant',
  content: [{ type: 'text', text }],
  createdAt: at,
  isStreaming
})
const notice = { id: 'notice', at }
const running: SessionEvent = { type: 'session_updated', session: { ...session, state: 'running' } }

test('keeps what was on screen when the server died in mid-answer', () => {
  const recovered = recover({
    session,
    past: [prompt('p0'), answer('a0', 'before')],
    events: [
      { type: 'message_added', message: prompt('p1') },
      running,
      { type: 'message_added', message: answer('a1', '', true) },
      { type: 'stream_output', messageId: 'a1', index: 0, append: 'half an ans' }
    ],
    notice
  })
  expect(recovered).toEqual({
    after: 'a0',
    messages: [
      prompt('p1'),
      answer('a1', 'half an ans'),
      {
        id: 'notice',
        role: 'system',
        notice: 'interrupted',
        content: [
          { type: 'text', text: 'Skein stopped while this turn was running. What had arrived is kept.' }
        ],
        createdAt: at,
        isStreaming: false
      }
    ],
    queue: [],
    session
  })
})

test('finds its place when the transcript holds the beginning of the turn already', () => {
  const recovered = recover({
    session,
    past: [prompt('p1')],
    events: [
      { type: 'message_added', message: prompt('p1') },
      running,
      { type: 'message_added', message: answer('a1', 'x', true) }
    ],
    notice
  })
  expect([recovered.after, recovered.messages.map(({ id }) => id)]).toEqual([null, ['p1', 'a1', 'notice']])
})

test('a journal that holds a queue alone keeps the queue and adds nothing', () => {
  const queue = [{ id: 'q', text: 'next' }]
  expect(
    recover({ session, past: [prompt('p')], events: [{ type: 'queue_changed', queue }], notice })
  ).toEqual({
    messages: [],
    after: 'p',
    queue,
    session
  })
})
