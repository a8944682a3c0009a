/** Drafts in the session store: what a person sees of them. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Attachment } from '../../shared/session.ts'
import type { Draft } from '../../shared/steering.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import { RequestFailure } from '../connection/requestFailure.ts'
import {
  deferred,
  fakeHttp,
  otherSessionId,
  projectId,
  sessionId,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import { configureStores } from './connectionStore.ts'
import { mergeDrafts } from './draftActions.ts'
import type { SessionData } from './sessionData.ts'
import { useSessionStore } from './sessionStore.ts'

const note: Attachment = { type: 'text', name: 'note.txt', text: 'N' }
const picture: Attachment = { type: 'image', mediaType: 'image/png', data: 'AAAA' }

const store = (): ReturnType<typeof useSessionStore.getState> => useSessionStore.getState()

function current(): SessionData {
  const { currentSession } = store()
  if (!currentSession) throw new Error('no session is on screen')
  return currentSession
}

function configure(calls: Partial<HttpClient> = {}): void {
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 't' },
    http: fakeHttp({
      readSession: (_, id) =>
        Promise.resolve(summary({ id: id === otherSessionId ? otherSessionId : sessionId })),
      readMessages: () => Promise.resolve({ messages: [], before: null, live: null }),
      ...calls
    })
  })
}

beforeEach(() => {
  useSessionStore.setState(useSessionStore.getInitialState(), true)
  configure()
})

describe('opening a stored session', () => {
  test('shows the draft the server has', async () => {
    configure({ readDraft: () => Promise.resolve({ text: 'kept', attachments: [note] }) })
    await store().loadSession(sessionId, { projectId })
    await vi.waitFor(() => expect([current().draft, current().draftAttachments]).toEqual(['kept', [note]]))
  })

  test('keeps what is typed before the draft has come, behind it', async () => {
    const answer = deferred<Draft>()
    configure({ readDraft: () => answer.promise })
    await store().loadSession(sessionId, { projectId })
    store().setDraft('typed')
    answer.resolve({ text: 'kept', attachments: [] })
    await vi.waitFor(() => expect(current().draft).toBe('kept\ntyped'))
  })

  test('drops the draft of a session that has left the screen', async () => {
    const answer = deferred<Draft>()
    configure({
      readDraft: (_, id) =>
        id === sessionId ? answer.promise : Promise.resolve({ text: 'mine', attachments: [] })
    })
    await store().loadSession(sessionId, { projectId })
    await store().loadSession(otherSessionId, { projectId })
    answer.resolve({ text: 'another session’s', attachments: [] })
    await vi.waitFor(() => expect(current().draft).toBe('mine'))
    await answer.promise
    expect(current().draft).toBe('mine')
  })

  test('prefers what this browser wrote and the server never got, and tells it', async () => {
    window.localStorage.setItem(
      `skein.draft.${sessionId}`,
      JSON.stringify({ text: 'unsaved', attachments: 0, at: 1 })
    )
    const writeDraft = vi.fn<HttpClient['writeDraft']>(() => Promise.resolve())
    configure({ readDraft: () => Promise.resolve({ text: 'older', attachments: [] }), writeDraft })
    await store().loadSession(sessionId, { projectId })
    expect(current().draft).toBe('unsaved')
    await vi.waitFor(() => expect(writeDraft).toHaveBeenCalled())
    expect(writeDraft.mock.calls[0]?.slice(0, 3)).toEqual([
      projectId,
      sessionId,
      { text: 'unsaved', attachments: [] }
    ])
    expect(current().draft).toBe('unsaved')
  })

  test('needs no draft: the session opens when there is none to be had', async () => {
    expect(await store().loadSession(sessionId, { projectId })).toBe('loaded')
    expect([current().draft, current().error]).toEqual(['', null])
  })
})

describe('looking at the window again', () => {
  test('shows what another window has written', async () => {
    let text = 'here'
    configure({ readDraft: () => Promise.resolve({ text, attachments: [] }) })
    await store().loadSession(sessionId, { projectId })
    await vi.waitFor(() => expect(current().draft).toBe('here'))
    text = 'changed elsewhere'
    await store().refreshDraft()
    expect(current().draft).toBe('changed elsewhere')
    text = ''
    await store().refreshDraft()
    expect(current().draft).toBe('')
  })

  test('never takes away what is being written', async () => {
    const answer = deferred<Draft>()
    let first = true
    configure({
      writeDraft: () => Promise.resolve(),
      readDraft: () => {
        if (!first) return answer.promise
        first = false
        return Promise.resolve({ text: '', attachments: [] })
      }
    })
    await store().loadSession(sessionId, { projectId })
    const looking = store().refreshDraft()
    store().setDraft('typing')
    answer.resolve({ text: 'from elsewhere', attachments: [] })
    await looking
    expect(current().draft).toBe('typing')
  })
})

describe('sending', () => {
  test('takes words and attachments out of the draft; what came since stays', () => {
    store().initializeSession(sessionId, { projectId })
    store().replaceDraft({ text: 'hello', attachments: [note] })
    store().attach([picture])
    store().acceptMessage('hello', {}, [note])
    expect([current().draft, current().draftAttachments]).toEqual(['', [picture]])
  })

  test('that is refused and taken back puts the words back, before what was written since', () => {
    store().initializeSession(sessionId, { projectId })
    store().replaceDraft({ text: 'hello', attachments: [note] })
    const id = store().acceptMessage('hello', {}, [note])?.id ?? ''
    store().failMessage(id, { code: 'c', message: 'm' })
    store().setDraft('more')
    store().discardMessage(id)
    expect([current().draft, current().draftAttachments, current().outbox]).toEqual([
      'hello\n\nmore',
      [note],
      []
    ])
  })

  test('says how it goes, also when it is sent again', () => {
    store().initializeSession(sessionId, { projectId })
    const entry = store().acceptMessage('now', {}, [], { interrupt: true })
    expect(entry).toMatchObject({ text: 'now', interrupt: true })
    store().failMessage(entry?.id ?? '', { code: 'c', message: 'm' })
    expect(store().retryMessage(entry?.id ?? '')).toMatchObject({ state: 'sending', interrupt: true })
    expect(store().acceptMessage('later')).not.toHaveProperty('interrupt')
  })

  test('that cannot be begun leaves the draft as it is', async () => {
    configure({
      createSession: () =>
        Promise.reject(new RequestFailure(503, { code: 'disk_full', message: 'The disk is full.' }))
    })
    store().initializeSession(sessionId, { projectId })
    store().replaceDraft({ text: 'hello', attachments: [note] })
    expect(await store().createSession()).toBe(false)
    expect([current().draft, current().draftAttachments]).toEqual(['hello', [note]])
  })
})

test('attachments are taken off one by one', () => {
  store().initializeSession(sessionId, { projectId })
  const twin = { ...note }
  store().attach([note, twin])
  store().detach(note)
  expect(current().draftAttachments).toEqual([twin])
  expect(current().draftAttachments[0]).toBe(twin)
})

test.each([
  ['nothing was written', '', '', 'loaded', false, 'loaded'],
  ['the browser had kept it, and more was written', 'kept', 'kept and more', 'kept', true, 'kept and more'],
  ['something was written meanwhile', '', 'typed', 'loaded', false, 'loaded\ntyped'],
  ['there is none', '', 'typed', '', false, 'typed'],
  ['both are the same', '', 'same', 'same', false, 'same']
])('merging when %s', (_name, opened, here, loaded, isUnsaved, merged) => {
  const draft = (text: string) => ({ text, attachments: [] })
  expect(mergeDrafts(draft(opened), draft(here), draft(loaded), isUnsaved).text).toBe(merged)
})
