import { expect, it } from 'vitest'
import { evolve, messagesOf, restingState } from '../../../shared/evolve.ts'
import type { SessionState } from '../../../shared/evolve.ts'
import { SessionId, ProjectId } from '../../../shared/ids.ts'
import { emptyMetadata } from '../../../shared/session.ts'
import type { SessionMessage } from '../../../shared/session.ts'
import { followed } from './followed.ts'

const at = '2026-11-30T10:00:00.000Z'
const said = (id: string, text: string, changes: Partial<SessionMessage> = {}): SessionMessage => ({
  id,
  role: 'assistant',
  content: [{ type: 'text', text }],
  createdAt: at,
  isStreaming: false,
  ...changes
})
const stateOf = (...messages: SessionMessage[]): SessionState =>
  restingState(
    {
      id: SessionId.parse('7f7e1d0a-51f5-4d39-8c3f-6a1b2c3d4e5f'),
      projectId: ProjectId.parse('1e8bfa5c-0c5c-4f0e-9c59-0d2b4f8f6a11'),
      agent: 'claude',
      title: null,
      titleSource: null,
      permissionMode: 'default',
      model: null,
      archived: false,
      createdAt: at,
      updatedAt: at,
      state: 'idle',
      retry: null,
      metadata: emptyMetadata
    },
    { messages, before: null }
  )
const after = (state: SessionState, newest: readonly SessionMessage[]): readonly SessionMessage[] =>
  messagesOf(followed(state, { messages: [...newest], before: 'older' }).reduce(evolve, state))

const [a, b, c, d] = [said('a', 'one'), said('b', 'two'), said('c', 'three'), said('d', 'four')]

it.each([
  ['nothing new', [a, b], [a, b], []],
  ['a message more', [a, b], [a, b, c], ['message_added c']],
  ['a page that begins later', [a, b], [b, c, d], ['message_added c', 'message_added d']],
  ['the first words of a session', [], [a, b], ['message_added a', 'message_added b']],
  [
    'an answer that grew',
    [a, b],
    [a, said('b', 'two and a half'), c],
    ['message_added b', 'message_added c']
  ],
  ['what a subagent did meanwhile', [a, c], [a, b, c, d], ['message_added b before c', 'message_added d']],
  ['a transcript that is empty', [], [], []],
  ['more than a page', [a, b], [c, d], ['history_changed']],
  ['another order', [a, b, c], [a, c, b], ['history_changed']],
  ['less than before', [a, b, c], [a, b], ['history_changed']],
  ['another branch', [a, b, c], [a, d], ['history_changed']]
])('%s', (_, known, newest, told) => {
  const state = stateOf(...known)
  const events = followed(state, { messages: newest, before: null })
  expect(
    events.map((event) =>
      event.type === 'message_added'
        ? `message_added ${event.message.id}${event.before === undefined ? '' : ` before ${event.before}`}`
        : event.type
    )
  ).toEqual(told)
  const now = after(state, newest)
  expect(now.slice(now.length - newest.length)).toEqual(newest)
})
