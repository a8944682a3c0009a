import { act, renderHook } from '@testing-library/react'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { TurnState } from '../../../shared/session.ts'
import {
  eventFrame,
  projectId,
  sessionId,
  snapshot,
  summary
} from '../../../tests/support/connection/sessionFixtures.ts'
import type { SessionCommand, SessionWebSocket } from '../../hooks/useSessionWebSocket.ts'
import { useSessionStore } from '../../stores/sessionStore.ts'
import { useQueueActs } from './useQueueActs.ts'

const store = (): ReturnType<typeof useSessionStore.getState> => useSessionStore.getState()
const queue = ['q1', 'q2', 'q3'].map((id) => ({ id, text: id }))

function setUp(state: TurnState) {
  store().applySnapshot(snapshot({ session: summary({ state }), queue }))
  const command = vi.fn((_command: SessionCommand): Promise<Answer> => Promise.resolve({ ok: true }))
  const { result } = renderHook(() => useQueueActs(command))
  return { acts: result.current, sent: () => command.mock.calls.map(([what]) => what), command }
}

type Answer = Awaited<ReturnType<SessionWebSocket['command']>>

let seq = 0
function happen(event: Parameters<typeof eventFrame>[1]): void {
  seq += 1
  act(() => store().applyEvent(eventFrame(seq, event)))
}
/** Lets every promise that is settled take its course. */
const settled = (): Promise<void> => act(() => new Promise<void>((resolve) => setTimeout(resolve, 0)))

beforeEach(() => {
  seq = 0
  useSessionStore.setState(useSessionStore.getInitialState(), true)
  store().initializeSession(sessionId, { projectId })
})

describe('sending a waiting message at once', () => {
  it('puts it first, stops the turn, and sends it when the turn has ended', async () => {
    const { acts, sent } = setUp('running')
    acts.onSendNow('q2')
    await settled()
    happen({ type: 'queue_changed', queue: [queue[1], queue[0], queue[2]].flatMap((one) => one ?? []) })
    await settled()
    expect(sent()).toEqual([{ type: 'move_queued', messageId: 'q2', before: 'q1' }, { type: 'interrupt' }])
    happen({ type: 'session_updated', session: summary({ state: 'interrupting' }) })
    await settled()
    expect(sent()).toHaveLength(2)
    happen({ type: 'session_updated', session: summary({ state: 'idle' }) })
    await settled()
    expect(sent().at(-1)).toEqual({ type: 'resume_queue' })
  })

  it('sends nothing twice when the turn ended by itself and the queue went on', async () => {
    const { acts, sent } = setUp('running')
    acts.onSendNow('q1')
    await settled()
    happen({ type: 'queue_changed', queue: queue.slice(1) })
    await settled()
    happen({ type: 'session_updated', session: summary({ state: 'idle' }) })
    await settled()
    expect(sent()).toEqual([{ type: 'interrupt' }])
  })

  it('only puts it first and goes on while the queue waits anyway', async () => {
    const { acts, sent } = setUp('idle')
    acts.onSendNow('q3')
    await settled()
    expect(sent()).toEqual([{ type: 'move_queued', messageId: 'q3', before: 'q1' }, { type: 'resume_queue' }])
  })
})

it('a refusal is told, and editing stays open', async () => {
  const { acts, command } = setUp('running')
  const error = { code: 'not_queued', message: 'That message has been sent already.' }
  command.mockResolvedValue({ ok: false, error })
  let saved = true
  await act(async () => {
    saved = await acts.onEdit('q1', 'new')
  })
  expect([saved, store().currentSession?.error]).toEqual([false, error])
})
