import { describe, expect, test } from 'vitest'
import type { SessionEvent } from './events.ts'
import { evolve, isPrompt, messagesOf, restingState, splitMessages } from './evolve.ts'
import type { SessionState } from './evolve.ts'
import { sampleSession } from '../tests/support/sampleSession.ts'
import { emptyMetadata } from './session.ts'
import type { SessionMessage } from './session.ts'

const at = '2026-01-02T03:04:05.000Z'
const session = sampleSession
const empty = restingState(session)

function prompt(id: string, text = 'hi'): SessionMessage {
  return { id, role: 'user', content: [{ type: 'text', text }], createdAt: at, isStreaming: false }
}
function answer(id: string, extra: Partial<SessionMessage> = {}): SessionMessage {
  return { id, role: 'assistant', content: [], createdAt: at, isStreaming: true, ...extra }
}
function fold(events: readonly SessionEvent[], from: SessionState = empty): SessionState {
  return events.reduce(evolve, from)
}
const put = (messageId: string, index: number, text: string): SessionEvent => ({
  type: 'stream_output',
  messageId,
  index,
  block: { type: 'text', text }
})
const grow = (messageId: string, index: number, append: string): SessionEvent => ({
  type: 'stream_output',
  messageId,
  index,
  append
})

describe('evolve', () => {
  test('merges streamed text into the block it belongs to and keeps the others', () => {
    const state = fold([
      { type: 'message_added', message: prompt('p') },
      { type: 'message_added', message: answer('a') },
      { type: 'stream_output', messageId: 'a', index: 0, block: { type: 'thinking', thinking: '' } },
      grow('a', 0, 'so '),
      grow('a', 0, 'it goes'),
      put('a', 1, 'Hel'),
      grow('a', 1, 'lo')
    ])
    expect(messagesOf(state)).toEqual([
      prompt('p'),
      answer('a', {
        content: [
          { type: 'thinking', thinking: 'so it goes' },
          { type: 'text', text: 'Hello' }
        ]
      })
    ])
  })

  test('an answer that is taken back is gone, wherever it stands, and ends nothing', () => {
    const said: readonly SessionEvent[] = [
      { type: 'message_added', message: prompt('p') },
      { type: 'message_added', message: answer('a') },
      put('a', 0, 'Hel'),
      { type: 'message_added', message: answer('b') },
      put('b', 0, 'Hello')
    ]
    const back = (id: string): SessionEvent => ({
      type: 'message_added',
      message: answer(id, { isStreaming: false })
    })
    const text = { type: 'text', text: 'Hello' } as const
    expect(messagesOf(fold([...said, back('a')]))).toEqual([prompt('p'), answer('b', { content: [text] })])
    expect(messagesOf(fold([...said, back('a'), back('b'), back('nowhere')]))).toEqual([prompt('p')])
  })

  test('an answer that never said a word is gone when its turn ends, but not a subagent that goes on', () => {
    const background = answer('s', { parentToolUseId: 'toolu_1' })
    const state = fold([
      { type: 'message_added', message: prompt('p') },
      { type: 'message_added', message: answer('a') },
      { type: 'message_added', message: background },
      { type: 'message_complete', outcome: 'done', metadata: emptyMetadata }
    ])
    expect(messagesOf(state)).toEqual([prompt('p'), { ...background, isStreaming: false }])
  })

  test('keeps the settled run identical while a turn streams', () => {
    const before = fold([
      { type: 'message_added', message: prompt('p') },
      { type: 'message_added', message: answer('a') },
      put('a', 0, '')
    ])
    const after = fold([grow('a', 0, 'x'), grow('a', 0, 'y')], before)
    expect(after.settled).toBe(before.settled)
    expect(after.open).not.toBe(before.open)
  })

  test('ends an answer when the next message of its thread begins, and not one of another thread', () => {
    const state = fold([
      { type: 'message_added', message: answer('main') },
      { type: 'message_added', message: answer('sub', { parentToolUseId: 'task' }) }
    ])
    expect(state.open.map(({ id, isStreaming }) => [id, isStreaming])).toEqual([
      ['main', true],
      ['sub', true]
    ])
    const next = fold([{ type: 'message_added', message: answer('main 2') }], state)
    expect(messagesOf(next).map(({ id, isStreaming }) => [id, isStreaming])).toEqual([
      ['main', false],
      ['sub', true],
      ['main 2', true]
    ])
    expect(next.settled.map(({ id }) => id)).toEqual(['main'])
  })

  test('puts a message with a known id in the place of the one there is', () => {
    const state = fold([
      { type: 'message_added', message: prompt('p', 'one') },
      { type: 'message_added', message: prompt('q', 'two') },
      { type: 'message_added', message: prompt('p', 'one again') }
    ])
    expect(messagesOf(state)).toEqual([prompt('p', 'one again'), prompt('q', 'two')])
  })

  test('settles everything that was open when the turn completes', () => {
    const metadata = { ...emptyMetadata, messageCount: 2, totalTokens: 7 }
    const request = { id: 'r', toolName: 'Bash', input: {}, title: 'Run', rules: [] }
    const state = fold([
      { type: 'session_updated', session: { ...session, state: 'running' } },
      { type: 'message_added', message: prompt('p') },
      { type: 'message_added', message: answer('a') },
      put('a', 0, 'par'),
      { type: 'permission_requested', request },
      { type: 'message_complete', outcome: 'interrupted', metadata }
    ])
    expect(state).toEqual({
      ...empty,
      session: { ...session, metadata },
      settled: [prompt('p'), answer('a', { isStreaming: false, content: [{ type: 'text', text: 'par' }] })],
      lastTurn: { outcome: 'interrupted' }
    })
  })

  test('knows which turn was the last', () => {
    const end = { type: 'message_complete', outcome: 'done', metadata: emptyMetadata } as const
    expect(fold([{ ...end, turnId: 'p' }]).lastTurn).toEqual({ turnId: 'p', outcome: 'done' })
  })

  test('keeps the error of a failed turn until the next prompt', () => {
    const error = { code: 'rate_limit', message: 'Wait.' }
    const failed = fold([{ type: 'message_complete', outcome: 'failed', error, metadata: emptyMetadata }])
    expect(failed.lastTurn).toEqual({ outcome: 'failed', error })
    expect(fold([{ type: 'message_added', message: prompt('p') }], failed).lastTurn).toBeNull()
  })

  test('asks once for a permission that is requested twice, and forgets it when it is settled', () => {
    const request = { id: 'r', toolName: 'Bash', input: { command: 'ls' }, title: 'Run ls', rules: [] }
    const asked = fold([
      { type: 'permission_requested', request },
      { type: 'permission_requested', request }
    ])
    expect(asked.permissions).toEqual([request])
    expect(
      fold([{ type: 'permission_settled', requestId: 'r', outcome: 'denied' }], asked).permissions
    ).toEqual([])
  })

  test('takes output for a message it does not know as no change', () => {
    expect(evolve(empty, grow('nobody', 0, 'x'))).toBe(empty)
    const state = fold([{ type: 'message_added', message: answer('a') }])
    expect(messagesOf(evolve(state, grow('a', 3, 'x')))).toEqual([answer('a')])
  })

  test('lets late output reach a message that has ended', () => {
    const state = fold([{ type: 'message_added', message: prompt('p', '') }, grow('p', 0, 'late')])
    expect(messagesOf(state)).toEqual([prompt('p', 'late')])
  })
})

test('splitMessages opens the run at the first message that streams', () => {
  const messages = [prompt('a'), answer('b'), prompt('c')]
  expect(splitMessages(messages)).toEqual({ settled: [prompt('a')], open: [answer('b'), prompt('c')] })
  expect(splitMessages([prompt('a')])).toEqual({ settled: [prompt('a')], open: [] })
})

test('a prompt is what a person sent: no tool result, no subagent', () => {
  expect(isPrompt(prompt('p'))).toBe(true)
  expect(isPrompt({ ...prompt('p'), parentToolUseId: 't' })).toBe(false)
  const result = { type: 'tool_result' as const, tool_use_id: 't', content: '', is_error: false }
  expect(isPrompt({ ...prompt('p'), content: [result] })).toBe(false)
  expect(isPrompt(answer('a'))).toBe(false)
})
