import { describe, expect, test } from 'vitest'
import { evolve, restingState } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import { SessionId } from '../../../shared/ids.ts'
import type { ClientCommand } from '../../../shared/protocol.ts'
import { sampleSession } from '../../../tests/support/sampleSession.ts'
import { emptyMetadata } from '../../../shared/session.ts'
import type { HeldBy, PermissionRequest, SessionMessage } from '../../../shared/session.ts'
import type { AgentOutput } from '../../agent/port.ts'
import { decide } from './decide.ts'
import type { Decision, SessionCommand } from './decision.ts'

const at = '2026-01-02T03:04:05.000Z'
const later = '2026-01-02T03:05:00.000Z'
const session = sampleSession
const idle = restingState(session)
const running: SessionState = { ...idle, session: { ...session, state: 'running' } }
const request: PermissionRequest = {
  id: 'r1',
  toolName: 'Bash',
  kind: 'command',
  input: { command: 'ls' },
  title: 'Run ls',
  rules: [{ toolName: 'Bash', pattern: 'ls' }]
}
const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`
const client = (command: ClientCommand): SessionCommand => ({ from: 'client', command, at: later })
const send = (n: number, text: string, config: object = {}): SessionCommand =>
  client({ type: 'send_message', id: id(n), text, config })
const agent = (output: Exclude<AgentOutput, { type: 'turn_ended' }>): SessionCommand => ({
  from: 'agent',
  output,
  at: later
})
const end = (outcome: 'done' | 'interrupted' | 'failed', mayGoOn = true): SessionCommand => ({
  from: 'host',
  type: 'end_turn',
  outcome,
  metadata: { ...emptyMetadata, messageCount: 2 },
  mayGoOn,
  at: later
})

function accepted(decision: Decision): Extract<Decision, { ok: true }> {
  if (!decision.ok) throw new Error(decision.error.message)
  return decision
}
function after(state: SessionState, command: SessionCommand): SessionState {
  return accepted(decide(state, command)).events.reduce(evolve, state)
}

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
