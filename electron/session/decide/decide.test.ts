import { describe, expect, test } from 'vitest'
import type { SessionState } from '../../../shared/evolve.ts'
import { SessionId } from '../../../shared/ids.ts'
import type { AgentOutput } from '../../agent/port.ts'
import { decide } from './decide.ts'
import type { SessionCommand } from './decision.ts'
import {
  at,
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
import { sampleRequest as request } from '../../../tests/support/sampleSession.ts'

const agent = (output: Exclude<AgentOutput, { type: 'turn_ended' }>): SessionCommand => ({
  from: 'agent',
  output,
  at: later
})

describe('sending', () => {
  test('starts a turn in an idle session', () => {
    expect(decide(idle, send(1, 'Hello'))).toEqual({
      ok: true,
      events: [
        {
          type: 'message_added',
          message: {
            id: id(1),
            role: 'user',
            content: [{ type: 'text', text: 'Hello' }],
            createdAt: later,
            isStreaming: false
          }
        },
        {
          type: 'session_updated',
          session: {
            ...session,
            state: 'running',
            updatedAt: later,
            metadata: { totalTokens: 0, messageCount: 1, lastMessageAt: later, firstMessagePreview: 'Hello' }
          }
        }
      ],
      effects: [{ type: 'start_turn', prompt: { id: id(1), text: 'Hello', attachments: [] } }]
    })
  })

  test('queues while a turn runs and while it is being interrupted', () => {
    for (const state of ['running', 'interrupting'] as const) {
      expect(decide({ ...idle, session: { ...session, state } }, send(1, 'next'))).toEqual({
        ok: true,
        events: [{ type: 'queue_changed', queue: [{ id: id(1), text: 'next' }] }],
        effects: []
      })
    }
  })

  test.each([
    ['', 'empty_message'],
    ['  \n', 'empty_message']
  ])('refuses %j', (text, code) => {
    expect(decide(idle, send(1, text))).toMatchObject({ ok: false, error: { code } })
  })

  test('refuses a message that names another session', () => {
    const config = { resume: true, sessionId: SessionId.parse(id(9)) }
    expect(decide(idle, send(1, 'x', config))).toMatchObject({ ok: false, error: { code: 'wrong_session' } })
  })

  test('takes a mode along and turns to it before the turn starts', () => {
    const decision = accepted(decide(idle, send(1, 'x', { permissionMode: 'plan' })))
    expect(decision.effects.map(({ type }) => type)).toEqual([
      'save_session',
      'set_permission_mode',
      'start_turn'
    ])
    expect(after(idle, send(1, 'x', { permissionMode: 'plan' })).session).toMatchObject({
      permissionMode: 'plan',
      state: 'running'
    })
  })

  test('draws attachments as image blocks', () => {
    const command = client({
      type: 'send_message',
      id: id(1),
      text: '',
      attachments: [{ type: 'image', mediaType: 'image/png', data: 'AAAA' }],
      config: {}
    })
    expect(after(idle, command).settled[0]?.content).toEqual([
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } }
    ])
  })
})

describe('the end of a turn', () => {
  const queued: SessionState = {
    ...running,
    queue: [
      { id: id(1), text: 'one' },
      { id: id(2), text: 'two' }
    ]
  }

  test('starts the next queued message after done', () => {
    const decision = accepted(decide(queued, end('done')))
    expect(decision.events.map(({ type }) => type)).toEqual([
      'message_complete',
      'queue_changed',
      'message_added',
      'session_updated'
    ])
    expect(decision.effects).toEqual([
      { type: 'start_turn', prompt: { id: id(1), text: 'one', attachments: [] } }
    ])
    const state = after(queued, end('done'))
    expect([state.session.state, state.queue]).toEqual(['running', [{ id: id(2), text: 'two' }]])
  })

  test.each(['failed', 'interrupted'] as const)('leaves the queue waiting after %s', (outcome) => {
    const state = after(queued, end(outcome))
    expect([state.session.state, state.queue, state.lastTurn]).toEqual(['idle', queued.queue, { outcome }])
  })

  test('cancels what is open', () => {
    const decision = accepted(decide({ ...running, permissions: [request] }, end('failed')))
    expect(decision.events[0]).toEqual({ type: 'permission_settled', requestId: 'r1', outcome: 'cancelled' })
  })

  test('happens once', () => {
    expect(decide(idle, end('done'))).toEqual({ ok: true, events: [], effects: [] })
  })
})

describe('interrupting', () => {
  test('asks the agent to stop, once', () => {
    const interrupt = client({ type: 'interrupt', id: id(1) })
    expect(accepted(decide(running, interrupt)).effects).toEqual([{ type: 'interrupt_turn' }])
    const state = after(running, interrupt)
    expect(state.session.state).toBe('interrupting')
    expect(decide(state, interrupt)).toEqual({ ok: true, events: [], effects: [] })
    expect(decide(idle, interrupt)).toEqual({ ok: true, events: [], effects: [] })
  })
})

describe('permissions', () => {
  const asked: SessionState = { ...running, permissions: [request] }
  const allow = client({
    type: 'answer_permission',
    id: id(1),
    requestId: 'r1',
    answer: { behavior: 'allow', remember: 'project' }
  })

  test('an answer settles the request, is remembered, and reaches the agent', () => {
    expect(decide(asked, allow)).toEqual({
      ok: true,
      events: [{ type: 'permission_settled', requestId: 'r1', outcome: 'allowed' }],
      effects: [
        { type: 'remember_rules', scope: 'project', rules: request.rules },
        { type: 'answer_permission', requestId: 'r1', answer: { behavior: 'allow', remember: 'project' } }
      ]
    })
  })

  test('a second answer changes nothing', () => {
    expect(decide(after(asked, allow), allow)).toMatchObject({
      ok: false,
      error: { code: 'permission_settled' }
    })
  })

  test('a request outside a turn is denied at once', () => {
    expect(decide(idle, agent({ type: 'permission_requested', request }))).toEqual({
      ok: true,
      events: [],
      effects: [{ type: 'answer_permission', requestId: 'r1', answer: { behavior: 'deny' } }]
    })
  })

  test('a request the agent withdraws is cancelled', () => {
    const withdrawn = agent({ type: 'permission_withdrawn', requestId: 'r1' })
    expect(accepted(decide(asked, withdrawn)).events).toEqual([
      { type: 'permission_settled', requestId: 'r1', outcome: 'cancelled' }
    ])
    expect(accepted(decide(running, withdrawn)).events).toEqual([])
  })
})

describe('what the agent does by itself', () => {
  test('an unsolicited turn makes the session run', () => {
    expect(after(idle, agent({ type: 'turn_started' })).session.state).toBe('running')
    expect(accepted(decide(running, agent({ type: 'turn_started' }))).events).toEqual([])
  })

  test('a retry is state, and goes with the turn', () => {
    const retry = { attempt: 1, limit: 10, delayMs: 600, error: { code: 'rate_limit', message: 'busy' } }
    const waiting = after(running, agent({ type: 'retrying', retry }))
    expect(waiting.session.retry).toEqual(retry)
    expect(after(waiting, end('done')).session.retry).toBeNull()
  })

  test('a message after the turn is over does not stay open', () => {
    const message = { id: 'm', role: 'assistant' as const, content: [], createdAt: at, isStreaming: true }
    expect(after(idle, agent({ type: 'message_added', message })).open).toEqual([])
  })

  test('a mode the agent changed is saved and not told back to it', () => {
    expect(
      accepted(decide(running, agent({ type: 'permission_mode_changed', permissionMode: 'default' }))).events
    ).toEqual([])
    const decision = accepted(
      decide(running, agent({ type: 'permission_mode_changed', permissionMode: 'plan' }))
    )
    expect(decision.effects).toEqual([
      { type: 'save_session', changes: { permissionMode: 'plan' }, by: 'agent' }
    ])
  })
})

describe('titles', () => {
  const named = (title: string | null): SessionCommand => ({
    from: 'host',
    type: 'change_session',
    changes: { title },
    at: later
  })

  test('the agent may name a session, and a person names it better', () => {
    const byAgent = after(idle, agent({ type: 'title_changed', title: 'Fix the build' }))
    expect([byAgent.session.title, byAgent.session.titleSource]).toEqual(['Fix the build', 'agent'])
    const own = after(byAgent, named('Mine'))
    expect([own.session.title, own.session.titleSource]).toEqual(['Mine', 'own'])
    const decision = accepted(decide(own, agent({ type: 'title_changed', title: 'Another' })))
    expect(decision).toMatchObject({ events: [], effects: [{ type: 'save_session', by: 'agent' }] })
  })

  test('a title taken back leaves none', () => {
    const own = after(idle, named('Mine'))
    expect(after(own, named(' ')).session).toMatchObject({ title: null, titleSource: null })
  })
})
