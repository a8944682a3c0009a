import { describe, expect, test } from 'vitest'
import { createTabStorage } from '../connection/tabStorage.ts'
import {
  eventFrame,
  otherSessionId,
  projectId,
  prompt,
  sessionId,
  snapshot
} from '../../tests/support/connection/sessionFixtures.ts'
import { useSessionStore } from './sessionStore.ts'
import { freshStores, current, store, openStored } from '../../tests/support/connection/sessionOnScreen.ts'

freshStores()

describe('the outbox', () => {
  const failure = { code: 'agent_not_ready', message: 'Install the agent first.' }

  function accept(text: string): string {
    const entry = store().acceptMessage(text)
    if (!entry) throw new Error('not accepted')
    return entry.id
  }

  test('the first message carries no resume, the next ones do', () => {
    store().initializeSession(sessionId, { projectId })
    accept('one')
    accept('two')
    expect(current().outbox.map(({ text, config, state }) => ({ text, config, state }))).toEqual([
      { text: 'one', config: {}, state: 'sending' },
      { text: 'two', config: { resume: true, sessionId }, state: 'sending' }
    ])
  })

  test('two messages with the same words are two messages', () => {
    store().initializeSession(sessionId, { projectId })
    const [one, two] = [accept('continue'), accept('continue')]
    store().addMessage(prompt(one, 'continue'))
    expect(current().outbox.map(({ id }) => id)).toEqual([two])
  })

  test.each<[string, (id: string) => void]>([
    ['its message', (id) => store().addMessage(prompt(id))],
    [
      'a queue that holds it',
      (id) => store().applyEvent(eventFrame(1, { type: 'queue_changed', queue: [{ id, text: 'one' }] }))
    ],
    ['a snapshot with it', (id) => store().applySnapshot(snapshot({ messages: [prompt(id)] }))],
    [
      'a snapshot that has it queued',
      (id) => store().applySnapshot(snapshot({ queue: [{ id, text: 'one' }] }))
    ]
  ])('an entry leaves with %s', (_name, arrive) => {
    store().initializeSession(sessionId, { projectId })
    const id = accept('one')
    const other = accept('two')
    arrive(id)
    expect(current().outbox.map((entry) => entry.id)).toEqual([other])
    expect(
      createTabStorage()
        .readOutbox(sessionId)
        .map((entry) => entry.id)
    ).toEqual([other])
  })

  test('a refused message says why, and can be tried again or discarded', () => {
    store().initializeSession(sessionId, { projectId })
    const id = accept('one')
    store().failMessage(id, failure)
    expect(current().outbox).toEqual([
      { id, text: 'one', attachments: [], config: {}, state: 'failed', error: failure }
    ])
    expect(store().retryMessage(id)).toEqual({
      id,
      text: 'one',
      attachments: [],
      config: {},
      state: 'sending'
    })
    store().discardMessage(id)
    expect(current().outbox).toEqual([])
    expect(store().retryMessage(id)).toBe(null)
  })

  test('an acknowledged entry stays on screen until its echo, but a reload does not send it again', () => {
    store().initializeSession(sessionId, { projectId })
    const id = accept('one')
    store().markRecorded(id)
    expect(current().outbox.map(({ state }) => state)).toEqual(['recorded'])
    expect(createTabStorage().readOutbox(sessionId)).toEqual([])
    store().addMessage(prompt(id))
    expect(current().outbox).toEqual([])
  })

  test('survives a reload with its ids, minus what the transcript holds by then', async () => {
    store().initializeSession(sessionId, { projectId })
    const [arrived, waiting] = [accept('one'), accept('two')]
    useSessionStore.setState(useSessionStore.getInitialState(), true)
    await openStored({ messages: [prompt(arrived, 'one')] })
    expect(current().outbox.map(({ id, state }) => ({ id, state }))).toEqual([
      { id: waiting, state: 'sending' }
    ])
  })
})

describe('drafts', () => {
  test('each session keeps its own, over switching and reload', () => {
    store().initializeSession(sessionId, { projectId })
    store().setDraft('for the first')
    store().initializeSession(otherSessionId, { projectId })
    expect(current().draft).toBe('')
    store().setDraft('for the second')
    store().initializeSession(sessionId, { projectId })
    expect(current().draft).toBe('for the first')
    useSessionStore.setState(useSessionStore.getInitialState(), true)
    store().initializeSession(otherSessionId, { projectId })
    expect(current().draft).toBe('for the second')
  })

  test('a sent draft is gone; what was typed after it stays', () => {
    store().initializeSession(sessionId, { projectId })
    store().setDraft('hello ')
    store().acceptMessage('hello')
    expect(current().draft).toBe('')
    store().setDraft('hello, and more')
    store().acceptMessage('hello')
    expect(current().draft).toBe('hello, and more')
  })
})
