import { expect, it } from 'vitest'
import { ConversationTrace } from './conversationTrace.ts'
import { readFrame } from './frames.ts'

const first = '11111111-1111-4111-8111-111111111111'
const second = '22222222-2222-4222-8222-222222222222'
const now = new Date('2026-01-05T08:00:00.000Z')

function read(trace: ConversationTrace, raw: object): ReturnType<ConversationTrace['read']> {
  const frame = readFrame(raw)
  if (frame === null) throw new Error('no frame')
  return trace.read(frame, raw, now)
}

const init = (session_id: string): object => ({ type: 'system', subtype: 'init', session_id })

it('a conversation that was cleared goes on under the id that the frames behind it name', () => {
  const trace = new ConversationTrace(first)
  expect(read(trace, init(first))).toBeNull()
  const reset = {
    type: 'conversation_reset',
    session_id: first,
    new_conversation_id: 'x',
    user_message_uuid: 'u'
  }
  expect(read(trace, { ...reset, timestamp: '2026-01-05T07:00:00.000Z' })).toBeNull()
  // Still under the old one.
  expect(
    read(trace, { type: 'system', subtype: 'background_tasks_changed', tasks: [], session_id: first })
  ).toBeNull()
  expect(read(trace, { type: 'assistant', message: { content: [] }, session_id: second })).toEqual({
    id: second,
    at: '2026-01-05T07:00:00.000Z',
    messageId: 'u',
    isReset: true
  })
  expect(read(trace, init(second))).toBeNull()
  expect(trace.id).toBe(second)
})

it('an older version that takes another id when it resumes is followed, and has forgotten nothing', () => {
  const trace = new ConversationTrace(first)
  const change = { id: second, at: now.toISOString(), messageId: null, isReset: false }
  expect(read(trace, init(second))).toEqual(change)
})

it('ids that are none, and time that is none, change nothing and break nothing', () => {
  const trace = new ConversationTrace(first)
  expect(read(trace, init('s'))).toBeNull()
  expect(read(trace, { type: 'conversation_reset', timestamp: 'yesterday' })).toBeNull()
  expect(read(trace, init(second))).toMatchObject({ at: now.toISOString(), messageId: null, isReset: true })
})
