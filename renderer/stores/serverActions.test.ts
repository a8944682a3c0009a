/** What the server tells of the session on screen: pages, snapshots, events. */
import { describe, expect, test, vi } from 'vitest'
import { evolve } from '../../shared/evolve.ts'
import type { SessionEvent } from '../../shared/events.ts'
import type { MessagePage } from '../../shared/protocol.ts'
import { emptyMetadata } from '../../shared/session.ts'
import type { SessionMetadata } from '../../shared/session.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import {
  deferred,
  eventFrame,
  message,
  otherSessionId,
  projectId,
  prompt,
  sessionId,
  snapshot,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import {
  freshStores,
  configure,
  current,
  store,
  openStored
} from '../../tests/support/connection/sessionOnScreen.ts'

freshStores()

describe('older pages', () => {
  test('stand in front, each message once', async () => {
    const pages = [
      { messages: [message('m2'), message('m3')], before: 'c1', live: null },
      { messages: [message('m1'), message('m2')], before: null, live: null }
    ]
    await openStored({}, { readMessages: () => Promise.resolve(pages.shift() ?? snapshotPage) })
    await store().loadOlderMessages()
    expect(current().messages.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3'])
    expect([current().before, current().loadingState]).toEqual([null, 'idle'])
  })

  test('are asked for once at a time, and not when all are here', async () => {
    const older = deferred<MessagePage>()
    const readMessages = vi.fn<HttpClient['readMessages']>(() => older.promise)
    await openStored({ messages: [message('m2')], before: 'c1' })
    configure({ readMessages })
    const loading = store().loadOlderMessages()
    await store().loadOlderMessages()
    expect(current().loadingState).toBe('loadingOlder')
    older.resolve({ messages: [message('m1')], before: null, live: null })
    await loading
    await store().loadOlderMessages()
    expect(readMessages.mock.calls).toEqual([[projectId, sessionId, { before: 'c1' }]])
  })

  test('of a session that has left the screen are dropped', async () => {
    const older = deferred<MessagePage>()
    await openStored({ messages: [message('m2')], before: 'c1' })
    configure({ readMessages: () => older.promise })
    const loading = store().loadOlderMessages()
    store().initializeSession(otherSessionId, { projectId })
    older.resolve({ messages: [message('m1')], before: null, live: null })
    await loading
    expect(current().messages).toEqual([])
  })

  test('stay when a snapshot comes that continues them', async () => {
    await openStored({ messages: [message('m1'), message('m2'), message('m3')], before: 'c0' })
    store().applySnapshot(snapshot({ messages: [message('m3'), message('m4')], before: 'c2' }))
    expect(current().messages.map(({ id }) => id)).toEqual(['m1', 'm2', 'm3', 'm4'])
    expect(current().before).toBe('c0')
  })

  test('go when a snapshot comes that does not meet them', async () => {
    await openStored({ messages: [message('m1')], before: 'c0' })
    store().applySnapshot(snapshot({ messages: [message('m8'), message('m9')], before: 'c7' }))
    expect(current().messages.map(({ id }) => id)).toEqual(['m8', 'm9'])
    expect(current().before).toBe('c7')
  })

  const snapshotPage: MessagePage = { messages: [], before: null, live: null }
})

describe('the doors', () => {
  const metadata: SessionMetadata = { ...emptyMetadata, totalTokens: 7, messageCount: 2 }
  const error = { code: 'overloaded', message: 'The model is busy. Try again.' }
  const growing = message('a1', { isStreaming: true, content: [{ type: 'text', text: 'He' }] })
  const doors: readonly [string, () => void, SessionEvent][] = [
    ['addMessage', () => store().addMessage(prompt('m1')), { type: 'message_added', message: prompt('m1') }],
    [
      'updateStreamingMessage with text to append',
      () => store().updateStreamingMessage({ messageId: 'a1', index: 0, append: 'llo' }),
      { type: 'stream_output', messageId: 'a1', index: 0, append: 'llo' }
    ],
    [
      'updateStreamingMessage with a block',
      () => store().updateStreamingMessage({ messageId: 'a1', index: 1, block: { type: 'text', text: 'x' } }),
      { type: 'stream_output', messageId: 'a1', index: 1, block: { type: 'text', text: 'x' } }
    ],
    [
      'finalizeMessage',
      () => store().finalizeMessage({ outcome: 'failed', error, metadata }),
      { type: 'message_complete', outcome: 'failed', error, metadata }
    ],
    [
      'finalizeMessage without words',
      () => store().finalizeMessage(),
      { type: 'message_complete', outcome: 'done', metadata: emptyMetadata }
    ],
    [
      'setStreaming',
      () => store().setStreaming(true),
      { type: 'session_updated', session: summary({ state: 'running' }) }
    ],
    [
      'updateMetadata',
      () => store().updateMetadata(metadata),
      { type: 'session_updated', session: summary({ metadata }) }
    ],
    ['setError', () => store().setError(error), { type: 'error', error }]
  ]

  test.each(doors)('%s does what its event does', (_name, knock, event) => {
    store().initializeSession(sessionId, { projectId })
    store().applySnapshot(snapshot({ messages: [prompt('m0'), growing] }))
    const expected = evolve(current().replica, event)
    knock()
    expect(current().replica).toEqual(expected)

    store().applySnapshot(snapshot({ messages: [prompt('m0'), growing] }))
    store().applyEvent(eventFrame(1, event))
    expect(current().replica).toEqual(expected)
  })

  test('a streamed answer merges its blocks and is final when the turn ends', () => {
    store().initializeSession(sessionId, { projectId })
    store().applySnapshot(snapshot({ session: summary({ state: 'running' }) }))
    store().addMessage(message('a1', { isStreaming: true, content: [] }))
    store().updateStreamingMessage({ messageId: 'a1', index: 0, block: { type: 'text', text: 'Hel' } })
    store().updateStreamingMessage({ messageId: 'a1', index: 0, append: 'lo' })
    expect([current().isStreaming, current().open.length]).toEqual([true, 1])
    store().finalizeMessage({ metadata })
    expect(current().messages).toEqual([message('a1', { content: [{ type: 'text', text: 'Hello' }] })])
    expect([current().isStreaming, current().metadata]).toEqual([false, metadata])
  })
})

describe('events', () => {
  const added = (id: string): SessionEvent => ({ type: 'message_added', message: prompt(id) })

  test('are applied once and in order; what does not follow changes nothing', () => {
    store().initializeSession(sessionId, { projectId })
    store().applySnapshot(snapshot({ seq: 4 }))
    store().applyEvent(eventFrame(5, added('m5')))
    store().applyEvent(eventFrame(5, added('again')))
    store().applyEvent(eventFrame(7, added('m7')))
    store().applyEvent(eventFrame(6, added('other epoch'), 'e2'))
    expect(current().messages.map(({ id }) => id)).toEqual(['m5'])
    expect(current().cursor).toEqual({ epoch: 'e1', seq: 5 })
  })

  test('a snapshot of another session changes nothing', () => {
    store().initializeSession(sessionId, { projectId })
    const before = current()
    store().applySnapshot(snapshot({ session: summary({ id: otherSessionId }) }))
    expect(current()).toBe(before)
  })
})

describe('messages', () => {
  test('are an ordinary list to readers, the same one until they change', async () => {
    await openStored({ messages: [message('m1'), message('m2', { isStreaming: true })] })
    const read = current().messages
    expect(Array.isArray(read)).toBe(true)
    expect(Object.keys(current())).toContain('messages')
    store().setDraft('typing')
    store().setLoadingState('idle')
    expect(current().messages).toBe(read)
    store().updateStreamingMessage({ messageId: 'm2', index: 0, append: '!' })
    expect(current().messages).not.toBe(read)
  })
})
