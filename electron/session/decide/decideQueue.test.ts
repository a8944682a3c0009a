import { describe, expect, test } from 'vitest'
import type { SessionState } from '../../../shared/evolve.ts'
import { decide } from './decide.ts'
import type { SessionCommand } from './decision.ts'
import {
  later,
  session,
  idle,
  running,
  id,
  client,
  send,
  end,
  accepted,
  after
} from '../../../tests/support/decideSamples.ts'

describe('the queue', () => {
  const [one, two, three] = [
    { id: id(1), text: 'one' },
    { id: id(2), text: 'two' },
    { id: id(3), text: 'three' }
  ]
  const waiting: SessionState = { ...running, queue: [one, two, three] }
  const edit = (messageId: string, text: string): SessionCommand =>
    client({ type: 'edit_queued', id: id(9), messageId, text })
  const move = (messageId: string, before: string | null): SessionCommand =>
    client({ type: 'move_queued', id: id(9), messageId, before })
  const unqueue = (messageId: string): SessionCommand =>
    client({ type: 'unqueue_message', id: id(9), messageId })

  test.each([
    ['edited', edit(two.id, 'two and a half'), [one, { ...two, text: 'two and a half' }, three]],
    ['moved to the front', move(three.id, one.id), [three, one, two]],
    ['moved back', move(one.id, three.id), [two, one, three]],
    ['moved to the end', move(one.id, null), [two, three, one]],
    ['moved to where it is', move(two.id, three.id), [one, two, three]],
    ['taken back', unqueue(two.id), [one, three]]
  ])('a message is %s', (_, command, queue) => {
    expect(decide(waiting, command)).toEqual({
      ok: true,
      events: [{ type: 'queue_changed', queue }],
      effects: []
    })
  })

  test.each([
    ['editing what is not queued', edit(id(7), 'x'), 'not_queued'],
    ['editing a message away', edit(one.id, ' '), 'empty_message'],
    ['moving what is not queued', move(id(7), null), 'not_queued'],
    ['moving before what is not queued', move(one.id, id(7)), 'not_queued'],
    ['moving before itself', move(one.id, one.id), 'not_queued'],
    ['taking back what is not queued', unqueue(id(7)), 'not_queued']
  ])('refuses %s', (_, command, code) => {
    expect(decide(waiting, command)).toMatchObject({ ok: false, error: { code } })
  })

  test('a message with something attached needs no words', () => {
    const withImage = {
      ...one,
      attachments: [{ type: 'image' as const, mediaType: 'image/png' as const, data: 'AAAA' }]
    }
    const state = { ...running, queue: [withImage] }
    expect(after(state, edit(one.id, '')).queue).toEqual([{ ...withImage, text: '' }])
  })

  const resume = client({ type: 'resume_queue', id: id(9) })

  test('goes on by itself when a person says so', () => {
    const decision = accepted(decide({ ...idle, queue: [one, two] }, resume))
    expect(decision.events.map(({ type }) => type)).toEqual([
      'queue_changed',
      'message_added',
      'session_updated'
    ])
    expect(decision.effects).toEqual([
      { type: 'start_turn', prompt: { id: one.id, text: 'one', attachments: [] } }
    ])
    expect(after({ ...idle, queue: [one, two] }, resume).queue).toEqual([two])
  })

  test('has nothing to go on with while a turn runs, or when it is empty', () => {
    for (const state of [waiting, idle]) {
      expect(decide(state, resume)).toEqual({ ok: true, events: [], effects: [] })
    }
  })
})

describe('interrupt and send', () => {
  const queued = { id: id(2), text: 'queued' }
  const urgent = { id: id(1), text: 'now', urgent: true }
  const now = client({ type: 'send_message', id: id(1), text: 'now', config: {}, interrupt: true })

  test('stops the turn and goes before everything queued', () => {
    expect(decide({ ...running, queue: [queued] }, now)).toEqual({
      ok: true,
      events: [
        { type: 'queue_changed', queue: [urgent, queued] },
        { type: 'session_updated', session: { ...session, state: 'interrupting' } }
      ],
      effects: [{ type: 'interrupt_turn' }]
    })
  })

  test('stops a turn once', () => {
    const interrupting: SessionState = { ...idle, session: { ...session, state: 'interrupting' } }
    expect(decide(interrupting, now)).toEqual({
      ok: true,
      events: [{ type: 'queue_changed', queue: [urgent] }],
      effects: []
    })
  })

  test('is any send when nothing runs', () => {
    expect(decide(idle, now)).toEqual(decide(idle, send(1, 'now')))
  })

  test.each(['done', 'failed', 'interrupted'] as const)('is sent when the turn has ended: %s', (outcome) => {
    const state = { ...running, queue: [urgent, queued] }
    expect(accepted(decide(state, end(outcome))).effects).toEqual([
      { type: 'start_turn', prompt: { id: id(1), text: 'now', attachments: [] } }
    ])
    expect(after(state, end(outcome)).queue).toEqual([queued])
  })

  test('waits when the server closes', () => {
    const state = after({ ...running, queue: [urgent] }, end('interrupted', false))
    expect([state.session.state, state.queue]).toEqual(['idle', [urgent]])
  })

  test('takes a mode along', () => {
    const command = client({
      type: 'send_message',
      id: id(1),
      text: 'now',
      config: { permissionMode: 'plan' },
      interrupt: true
    })
    expect(after(running, command).session).toEqual({
      ...session,
      state: 'interrupting',
      permissionMode: 'plan',
      updatedAt: later
    })
  })
})
