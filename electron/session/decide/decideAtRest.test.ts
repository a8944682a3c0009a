/** What is decided of a session in which nothing runs here. */
import { describe, expect, test } from 'vitest'
import type { SessionState } from '../../../shared/evolve.ts'
import { emptyMetadata } from '../../../shared/session.ts'
import type { HeldBy, SessionMessage } from '../../../shared/session.ts'
import { decide } from './decide.ts'
import type { SessionCommand } from './decision.ts'
import {
  at,
  session,
  idle,
  running,
  id,
  client,
  send,
  accepted,
  after
} from '../../../tests/support/decideSamples.ts'

describe('going on from another place', () => {
  const message = { id: 'p', role: 'user' as const, content: [], createdAt: at, isStreaming: false }
  const back: SessionCommand = { from: 'host', type: 'change_history', messages: [message], before: 'b' }

  test('replaces the messages and lets the agent go, which remembers others', () => {
    expect(decide(idle, back)).toEqual({
      ok: true,
      events: [{ type: 'history_changed', messages: [message], before: 'b' }],
      effects: [{ type: 'dismiss_agent' }]
    })
  })

  test('is refused while a turn runs', () => {
    expect(decide(running, back)).toMatchObject({ ok: false, error: { code: 'turn_running' } })
  })
})

describe('a session that has rested', () => {
  const last = { id: 'm', role: 'assistant' as const, content: [], createdAt: at, isStreaming: false }
  const rested: SessionState = { ...idle, settled: [last] }
  const sent = (time: string, noticeId?: string): SessionCommand => ({
    from: 'client',
    command: { type: 'send_message', id: id(1), text: 'again', config: {} },
    at: time,
    ...(noticeId === undefined ? null : { noticeId })
  })
  const nextDay = '2026-01-03T00:00:00.000Z'
  const addedBy = (state: SessionState, command: SessionCommand): unknown[] =>
    accepted(decide(state, command)).events.flatMap((event) =>
      event.type === 'message_added' ? [event.message.notice ?? event.message.role] : []
    )

  test('says since when, before the first prompt of its new life', () => {
    expect(accepted(decide(rested, sent(nextDay, 'n'))).events[0]).toEqual({
      type: 'message_added',
      message: {
        id: 'n',
        role: 'system',
        notice: 'resumed',
        content: [{ type: 'text', text: 'Resumed. The session had rested since 2026-01-02 03:04 UTC.' }],
        told: { code: 'session_resumed', parameters: { since: Date.UTC(2026, 0, 2, 3, 4, 5) } },
        createdAt: nextDay,
        isStreaming: false
      }
    })
    expect(addedBy(rested, sent(nextDay, 'n'))).toEqual(['resumed', 'user'])
  })

  test('says nothing later, after a short rest, or when nothing was ever said', () => {
    expect(addedBy(rested, sent(nextDay))).toEqual(['user'])
    expect(addedBy(rested, sent('2026-01-02T04:04:05.000Z', 'n'))).toEqual(['user'])
    expect(addedBy(idle, sent(nextDay, 'n'))).toEqual(['user'])
  })

  test('counts from the last message of any branch', () => {
    const metadata = { ...emptyMetadata, lastMessageAt: '2026-01-02T23:30:00.000Z' }
    expect(addedBy({ ...rested, session: { ...session, metadata } }, sent(nextDay, 'n'))).toEqual(['user'])
  })

  test('says so too when the queue goes on', () => {
    const resume: SessionCommand = {
      from: 'client',
      command: { type: 'resume_queue', id: id(2) },
      at: nextDay,
      noticeId: 'n'
    }
    expect(addedBy({ ...rested, queue: [{ id: id(1), text: 'x' }] }, resume)).toEqual(['resumed', 'user'])
  })
})

describe('while another process has the session', () => {
  const heldBy = { kind: 'terminal', pid: 7, status: 'idle', waitingFor: null } as const
  const hold = (by: HeldBy | null): SessionCommand => ({ from: 'host', type: 'held', heldBy: by })
  const held = after(idle, hold(heldBy))

  test('everybody is told, and our agent begins anew with the next prompt', () => {
    expect(decide(idle, hold(heldBy))).toEqual({
      ok: true,
      events: [{ type: 'session_updated', session: { ...session, heldBy } }],
      effects: [{ type: 'dismiss_agent' }]
    })
    expect(accepted(decide(running, hold(heldBy))).effects).toEqual([])
    expect(accepted(decide(held, hold({ ...heldBy }))).events).toEqual([])
    expect(after(held, hold(null)).session.heldBy).toBeNull()
  })

  test.each([
    ['a message', held, send(1, 'Hello')],
    ['a message while a turn of ours still runs', after(running, hold(heldBy)), send(1, 'Hello')],
    [
      'what was queued',
      { ...held, queue: [{ id: id(2), text: 'next' }] },
      client({ type: 'resume_queue', id: id(3) })
    ]
  ])('%s is refused, and not queued in silence', (_, state, command) => {
    expect(decide(state, command)).toMatchObject({ ok: false, error: { code: 'held_elsewhere' } })
  })

  test('what is chosen for later is taken', () => {
    const command = client({ type: 'set_model', id: id(1), model: 'other' })
    expect(after(held, command).session).toMatchObject({ model: 'other', heldBy })
  })

  test('what it writes is told while nothing runs here; of a turn of ours its agent tells', () => {
    const message: SessionMessage = {
      id: 'm1',
      role: 'user',
      content: [{ type: 'text', text: 'from there' }],
      createdAt: at,
      isStreaming: false
    }
    const command: SessionCommand = {
      from: 'host',
      type: 'followed',
      page: { messages: [message], before: null }
    }
    expect(after(held, command).settled).toEqual([message])
    expect(accepted(decide(running, command)).events).toEqual([])
  })
})
