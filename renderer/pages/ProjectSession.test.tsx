import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Route, Routes, useLocation } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { toolUse } from '../../tests/support/claudeCalls.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import { RequestFailure } from '../connection/requestFailure.ts'
import { createFakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import type { FakeNetwork } from '../../tests/support/connection/fakeNetwork.ts'
import {
  connected,
  deferred,
  eventFrame,
  fakeHttp,
  message,
  otherSessionId,
  projectId,
  prompt,
  sessionId,
  snapshot,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import { configureStores, useConnectionStore } from '../stores/connectionStore.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import type { Project, SessionMessage, SessionSummary } from '../../shared/session.ts'
import { ProjectSession } from './ProjectSession.tsx'

let network: FakeNetwork

const unknown = (): Promise<never> =>
  Promise.reject(new RequestFailure(404, { code: 'session_not_found', message: 'There is no such session.' }))

function Address() {
  return <output data-testid="address">{useLocation().pathname}</output>
}

function open(path: string, calls: Partial<HttpClient> = {}) {
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 'secret' },
    http: fakeHttp({ listSessions: () => Promise.resolve({ sessions: [], before: null }), ...calls }),
    sockets: network.environment
  })
  render(
    <MemoryRouter initialEntries={[path]}>
      <Routes>
        <Route path="/projects/:id/chat" element={<ProjectSession />} />
        <Route path="/projects/:id/chat/:sessionId" element={<ProjectSession />} />
      </Routes>
      <Address />
    </MemoryRouter>
  )
  return userEvent.setup()
}

/** A stored session with one exchange in its past. */
function stored(
  messages: SessionMessage[] = [prompt('u1', 'Earlier question'), message('a1')]
): Partial<HttpClient> {
  return {
    readSession: (_, id) => Promise.resolve(summary({ id: id === sessionId ? sessionId : otherSessionId })),
    readMessages: () => Promise.resolve({ messages, before: null, live: null })
  }
}

async function becomeReady(messages: SessionMessage[] = []): Promise<void> {
  await waitFor(() => expect(network.openSockets()).toHaveLength(1))
  act(() => {
    network.latest().accept()
    network.latest().say(connected())
    network.latest().say(snapshot({ messages }))
  })
}

function sentMessages() {
  return network.latest().sent.filter((frame) => JSON.stringify(frame).includes('"send_message"'))
}

const box = (): HTMLElement => screen.getByRole('textbox', { name: 'Message' })
const newSession = `/projects/${projectId}/chat/${sessionId}`

beforeEach(() => {
  network = createFakeNetwork()
})

afterEach(() => {
  // What was typed is kept before the storage is emptied, as when a person leaves: else the next test has it.
  act(() => useSessionStore.getState().clearCurrentSession())
  act(() => useSessionStore.setState(useSessionStore.getInitialState(), true))
  act(() => useProjectStore.setState(useProjectStore.getInitialState(), true))
  useConnectionStore.setState({ connection: null })
  window.sessionStorage.clear()
})

describe('the head of a session', () => {
  it('runs in the direction of the letters of its title', async () => {
    const title = 'שלום לכולם'
    open(newSession, { ...stored(), readSession: () => Promise.resolve(summary({ title })) })
    await waitFor(() => expect(screen.getByRole('heading', { level: 1, name: title })).toBeVisible())
    expect(screen.getByRole('heading', { level: 1 }).getAttribute('dir')).toBe('auto')
  })
})

describe('a new session', () => {
  it('is an address and nothing else until the first message', async () => {
    const createSession = vi.fn(() => Promise.resolve(summary()))
    const readSession = vi.fn(unknown)
    open(`/projects/${projectId}/chat`, { createSession, readSession })
    await waitFor(() => expect(screen.getByTestId('address').textContent).toMatch(/\/chat\/[0-9a-f-]{36}$/))
    expect(screen.getByText('What shall we work on?')).toBeVisible()
    expect([createSession.mock.calls, readSession.mock.calls, network.sockets]).toEqual([[], [], []])
  })

  it('is made by New session at once, with the focus in the composer', async () => {
    const readSession = vi.fn(stored().readSession)
    const user = open(newSession, { ...stored(), readSession })
    await screen.findByText('Earlier question')
    await user.click(screen.getByRole('button', { name: 'New session' }))
    expect(screen.queryByText('Earlier question')).toBeNull()
    expect(screen.getByTestId('address')).not.toHaveTextContent(sessionId)
    expect(readSession).toHaveBeenCalledTimes(1)
    expect(box()).toHaveFocus()
  })

  it('stands at an address nobody knows', async () => {
    open(newSession, { readSession: unknown, readMessages: unknown })
    expect(await screen.findByText('What shall we work on?')).toBeVisible()
    expect(useSessionStore.getState().currentSession?.status).toBe('not-created')
    expect(network.sockets).toEqual([])
  })

  it('is created with the first message, which goes with an empty config', async () => {
    const created = deferred<SessionSummary>()
    const user = open(newSession, {
      readSession: unknown,
      readMessages: unknown,
      createSession: () => created.promise
    })
    await screen.findByText('What shall we work on?')
    await user.type(box(), 'hello{Enter}')
    expect(screen.getByText('Creating session…')).toBeVisible()
    expect(screen.getByRole('button', { name: 'Send' })).toHaveAttribute('aria-disabled', 'true')
    expect(network.sockets).toEqual([])
    await act(async () => {
      created.resolve(summary())
      await created.promise
    })
    expect(await screen.findByText('Sending…')).toBeVisible()
    expect(screen.queryByText('Creating session…')).toBeNull()
    await becomeReady()
    expect(sentMessages()).toMatchObject([{ type: 'send_message', text: 'hello', config: {} }])
    expect(box()).toHaveValue('')
  })

  it('keeps what was typed when it cannot be created, and says why', async () => {
    const createSession = (): Promise<never> =>
      Promise.reject(
        new RequestFailure(503, { code: 'disk_full', message: 'The disk is full. Free some space.' })
      )
    const user = open(newSession, { readSession: unknown, readMessages: unknown, createSession })
    await screen.findByText('What shall we work on?')
    await user.type(box(), 'hello{Enter}')
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full. Free some space.')
    expect(box()).toHaveValue('hello')
  })
})

describe('a stored session', () => {
  it('loads its messages, and the next message resumes it', async () => {
    const past = [prompt('u1', 'Earlier question'), message('a1')]
    const user = open(newSession, stored(past))
    expect(await screen.findByText('Earlier question')).toBeVisible()
    await becomeReady(past)
    await user.type(box(), 'and now?{Enter}')
    expect(sentMessages()).toMatchObject([{ text: 'and now?', config: { resume: true, sessionId } }])
  })

  it('waits for its project, from whose folder on it names files', async () => {
    const listed = deferred<Project[]>()
    const read = toolUse('Read', { file_path: '/work/skein/a.ts' })
    open(newSession, {
      ...stored([prompt('u1', 'Read it'), message('a1', { content: [read] })]),
      listProjects: () => listed.promise
    })
    await waitFor(() =>
      expect(useSessionStore.getState().currentSession).toMatchObject({ loadingState: 'idle' })
    )
    expect(screen.queryByText('Read it')).toBeNull()
    const project = { id: projectId, path: '/work/skein', name: 'skein' }
    const at = '2026-01-05T08:00:00.000Z'
    act(() => listed.resolve([{ ...project, trusted: false, createdAt: at, lastOpenedAt: at }]))
    expect(await screen.findByText('Read it')).toBeVisible()
    expect(screen.getByText('a.ts')).toBeVisible()
  })

  it('can be typed in before the connection is ready, but not sent from', async () => {
    const user = open(newSession, stored())
    await screen.findByText('Earlier question')
    await user.type(box(), 'early{Enter}')
    expect(box()).toHaveValue('early')
    expect(useSessionStore.getState().currentSession?.outbox).toEqual([])
  })

  it('sends nothing in a mode that was left before, and nothing when the new one is refused', async () => {
    const [told, refused] = [deferred<SessionSummary>(), deferred<SessionSummary>()]
    const changeSession = vi
      .fn<HttpClient['changeSession']>()
      .mockReturnValueOnce(told.promise)
      .mockReturnValueOnce(refused.promise)
    const user = open(newSession, { ...stored(), changeSession })
    await screen.findByText('Earlier question')
    await becomeReady()
    const choose = (mode: 'plan' | 'acceptEdits'): void =>
      act(() => void useSessionStore.getState().setPermissionMode(mode))
    choose('plan')
    await user.type(box(), 'plan it{Enter}')
    expect(sentMessages()).toEqual([])
    await act(async () => told.resolve(summary({ permissionMode: 'plan' })))
    await waitFor(() => expect(sentMessages()).toMatchObject([{ text: 'plan it' }]))
    choose('acceptEdits')
    await user.type(box(), 'do it{Enter}')
    await act(async () => refused.reject(new Error('gone')))
    expect(await screen.findByText(/gone/)).toBeVisible()
    expect(sentMessages()).toHaveLength(1)
    expect(box()).toHaveValue('do it')
  })

  it('joins results to calls as they stream in', async () => {
    open(newSession, stored())
    await screen.findByText('Earlier question')
    await becomeReady()
    const call = toolUse('Bash', { command: 'ls' })
    const result = { type: 'tool_result' as const, tool_use_id: 't1', content: 'README.md', is_error: false }
    act(() => {
      network.latest().say(eventFrame(1, { type: 'message_added', message: prompt('u9', 'list') }))
      network.latest().say(eventFrame(2, { type: 'session_updated', session: summary({ state: 'running' }) }))
      network.latest().say(
        eventFrame(3, {
          type: 'message_added',
          message: message('a9', { content: [call], isStreaming: true })
        })
      )
    })
    expect(screen.getByText('Running')).toBeInTheDocument()
    act(() =>
      network.latest().say(
        eventFrame(4, {
          type: 'message_added',
          message: message('r9', { role: 'user', content: [result] })
        })
      )
    )
    expect(screen.getByText('README.md')).toBeVisible()
  })

  it('shows why it could not be loaded and loads it on Try again', async () => {
    let broken = true
    const { readMessages } = stored()
    const user = open(newSession, {
      readMessages,
      readSession: () =>
        broken
          ? Promise.reject(
              new RequestFailure(500, { code: 'unreadable', message: 'The transcript cannot be read.' })
            )
          : Promise.resolve(summary())
    })
    const failed = await screen.findByRole('heading', { name: 'This session could not be loaded' })
    expect(failed.closest('[role=alert]')).toHaveTextContent('The transcript cannot be read.')
    broken = false
    await user.click(within(screen.getByRole('main')).getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('Earlier question')).toBeVisible()
  })

  it('answers a permission over the socket', async () => {
    const user = open(newSession, stored())
    await screen.findByText('Earlier question')
    await becomeReady()
    const request = { id: 'p1', toolName: 'Bash', input: { command: 'ls' }, title: 'Run ls', rules: [] }
    act(() => network.latest().say(eventFrame(1, { type: 'permission_requested', request })))
    await user.click(screen.getByRole('button', { name: 'Allow once' }))
    expect(network.latest().sent.at(-1)).toMatchObject({
      type: 'answer_permission',
      requestId: 'p1',
      answer: { behavior: 'allow' }
    })
  })

  it('stops the turn on Escape from elsewhere in the page', async () => {
    const user = open(newSession, stored())
    await screen.findByText('Earlier question')
    await becomeReady()
    act(() =>
      network.latest().say(eventFrame(1, { type: 'session_updated', session: summary({ state: 'running' }) }))
    )
    screen.getByRole('combobox', { name: 'Permission mode' }).focus()
    await user.keyboard('{Escape}')
    expect(network.latest().sent.at(-1)).toMatchObject({ type: 'interrupt' })
  })
})
