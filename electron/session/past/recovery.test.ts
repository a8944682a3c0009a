import { expect, test } from 'vitest'
import type { SessionEvent } from '../../../shared/events.ts'
import { sampleSession } from '../../../tests/support/sampleSession.ts'
import type { SessionMessage, SessionSummary } from '../../../shared/session.ts'
import { lackingOf, noticeIdFor, recover } from './recovery.ts'

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
        told: { code: 'turn_cut_off', parameters: { how: 'died', kept: 'all' } },
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

const result = (id: string): SessionMessage => ({
  ...prompt(id),
  content: [{ type: 'tool_result', tool_use_id: 't', content: 'of it', is_error: false }]
})

test('tells what came in the order in which it was told, whatever the transcript holds of it', () => {
  const events: SessionEvent[] = [
    { type: 'message_added', message: prompt('p1') },
    running,
    { type: 'message_added', message: answer('a1', 'look', true) },
    { type: 'message_added', message: result('r1') },
    { type: 'message_added', message: answer('a2', 'half', true) }
  ]
  const whole = [prompt('p1'), answer('a1', 'look'), result('r1')]
  for (let held = 0; held <= whole.length; held += 1) {
    const past = [prompt('p0'), ...whole.slice(0, held)]
    const recovered = recover({ session, past, events, notice })
    expect([recovered.after, recovered.messages.map(({ id }) => id)]).toEqual([
      'p0',
      ['p1', 'a1', 'r1', 'a2', 'notice']
    ])
  }
})

test('says that it stopped behind what the agent wrote down and nobody was shown', () => {
  const recovered = recover({
    session,
    past: [prompt('p1'), answer('a1', 'x'), answer('a2', 'unseen')],
    events: [
      { type: 'message_added', message: prompt('p1') },
      running,
      { type: 'message_added', message: answer('a1', 'x', true) }
    ],
    notice
  })
  expect(recovered.messages.map(({ id }) => id)).toEqual(['p1', 'a1', 'a2', 'notice'])
})

test('queues nothing again that was sent, and keeps no answer without a word', () => {
  const queue = [
    { id: 'q1', text: 'ran' },
    { id: 'q2', text: 'waits' }
  ]
  const recovered = recover({
    session,
    past: [prompt('q1')],
    events: [
      { type: 'queue_changed', queue },
      running,
      { type: 'message_added', message: { ...answer('a', '', true), content: [] } }
    ],
    notice
  })
  expect([recovered.queue, recovered.messages.map(({ id }) => id)]).toEqual([[queue[1]], ['notice']])
})

test('a turn that was cut off is said to be kept only where all of its journal could be read', () => {
  const said = (isDamaged: boolean): unknown =>
    recover({
      session,
      past: [],
      events: [{ type: 'message_added', message: prompt('p1') }, running],
      notice,
      isDamaged
    }).messages.at(-1)?.content
  const stopped = 'Skein stopped while this turn was running.'
  expect(said(false)).toEqual([{ type: 'text', text: `${stopped} What had arrived is kept.` }])
  expect(said(true)).toEqual([
    {
      type: 'text',
      text: `${stopped} A part of what had arrived cannot be read any more; the rest is kept.`
    }
  ])
})

test('a turn that had ended is written down without a word of ours; a damaged journal is told', () => {
  const events: SessionEvent[] = [
    { type: 'message_added', message: prompt('p1') },
    running,
    { type: 'message_complete', outcome: 'done', metadata: session.metadata }
  ]
  const ids = (isDamaged: boolean): unknown =>
    recover({ session, past: [], events, notice, isDamaged }).messages.map(({ id, notice: kind }) => [
      id,
      kind
    ])
  expect(ids(false)).toEqual([['p1', undefined]])
  expect(ids(true)).toEqual([
    ['p1', undefined],
    ['notice', 'info']
  ])
})

test('the notice of one journal has one id, that of another another', () => {
  const events: SessionEvent[] = [{ type: 'message_added', message: prompt('p1') }, running]
  const later = {
    ...running,
    session: { ...session, state: 'running' as const, updatedAt: '2027-01-01T00:00:00.000Z' }
  }
  const id = noticeIdFor(session, events)
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(noticeIdFor(session, events)).toBe(id)
  expect(noticeIdFor(session, [...events, later])).not.toBe(id)
  expect(noticeIdFor(session, [{ type: 'message_added', message: prompt('p2') }, running])).not.toBe(id)
})

test('what a transcript lacks is told from what it holds, not from names', () => {
  const text = (...texts: string[]): SessionMessage['content'] =>
    texts.map((one) => ({ type: 'text', text: one }))
  const two: SessionMessage = { ...answer('a', ''), content: text('one', 'two') }
  const one: SessionMessage = { ...two, content: text('one') }
  const lacking = (...written: SessionMessage[]): unknown =>
    lackingOf([prompt('p'), two, result('r')], new Map(written.map((message) => [message.id, message])))
  expect(lacking(prompt('p'), two, result('r'))).toEqual({ kind: 'nothing' })
  expect(lacking(prompt('p'), one)).toEqual({
    kind: 'end',
    parts: [
      { message: two, lines: 1 },
      { message: result('r'), lines: 0 }
    ]
  })
  expect(lacking(prompt('p'), one, result('r'))).toEqual({ kind: 'middle', messages: [two, result('r')] })
  expect(lacking(two, result('r'))).toEqual({ kind: 'middle', messages: [prompt('p'), two, result('r')] })
})
