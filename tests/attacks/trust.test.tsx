/** The question of trust in the page: nothing is sent before it is answered, nothing is lost, and nothing answers it by accident. */
import type {} from '@testing-library/jest-dom/vitest'
import { act, render, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { MemoryRouter, Route, Routes } from 'react-router'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { HttpClient } from '../../renderer/connection/httpClient.ts'
import { RequestFailure } from '../../renderer/connection/requestFailure.ts'
import { createFakeNetwork } from '../support/connection/fakeNetwork.ts'
import { deferred, fakeHttp, projectId, sessionId } from '../support/connection/sessionFixtures.ts'
import { ProjectSession } from '../../renderer/pages/ProjectSession.tsx'
import { configureStores, useConnectionStore } from '../../renderer/stores/connectionStore.ts'
import { useProjectStore } from '../../renderer/stores/projectStore.ts'
import { useSessionStore } from '../../renderer/stores/sessionStore.ts'
import { QUIET_MS } from '../../renderer/trust/useQuietKeys.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { Project } from '../../shared/session.ts'

const at = '2026-01-01T10:00:00.000Z'
const unanswered: Project = {
  id: projectId,
  path: '/home/ada/stranger',
  name: 'stranger',
  trusted: false,
  trustAnswered: false,
  createdAt: at,
  lastOpenedAt: at
}
const agents: AgentInfo[] = (['claude', 'guide'] as const).map((id) => ({
  id,
  name: id,
  description: '',
  readiness: { ready: true, version: null, path: null },
  permissionModes: ['default'],
  models: [],
  loadsFolder: id === 'claude'
}))

const unknown = (): Promise<never> =>
  Promise.reject(new RequestFailure(404, { code: 'session_not_found', message: 'There is no such session.' }))

interface Opened {
  readonly user: ReturnType<typeof userEvent.setup>
  readonly createSession: ReturnType<typeof vi.fn<HttpClient['createSession']>>
  readonly changeProject: ReturnType<typeof vi.fn<HttpClient['changeProject']>>
}

/** A new session of `agent` in a folder nobody has been asked about. */
async function open(agent: AgentInfo['id'], calls: Partial<HttpClient> = {}): Promise<Opened> {
  const createSession = vi.fn<HttpClient['createSession']>(() => new Promise(() => undefined))
  const changeProject = vi.fn<HttpClient['changeProject']>((_id, changes) =>
    Promise.resolve({ ...unanswered, ...changes, trustAnswered: true })
  )
  configureStores({
    endpoint: { url: 'http://127.0.0.1:1/', token: 'secret' },
    http: fakeHttp({
      listSessions: () => Promise.resolve({ sessions: [], before: null }),
      listProjects: () => Promise.resolve([unanswered]),
      listAgents: () => Promise.resolve(agents),
      readSession: unknown,
      readMessages: unknown,
      createSession,
      changeProject,
      ...calls
    }),
    sockets: createFakeNetwork().environment
  })
  useSessionStore.getState().setDefaultAgent(agent)
  useProjectStore.setState({ projects: [unanswered], projectsState: { phase: 'ready' } })
  useProjectStore.setState({ agents, agentsState: { phase: 'ready' } })
  render(
    <MemoryRouter initialEntries={[`/projects/${projectId}/chat/${sessionId}`]}>
      <Routes>
        <Route path="/projects/:id/chat/:sessionId" element={<ProjectSession />} />
      </Routes>
    </MemoryRouter>
  )
  await screen.findByText('What shall we work on?')
  return { user: userEvent.setup(), createSession, changeProject }
}

const box = (): HTMLElement => screen.getByRole('textbox', { name: 'Message' })
const question = 'Do you trust what is in this folder?'
const card = (): HTMLElement | null => screen.queryByRole('region', { name: question })
const dialog = (): HTMLElement | null => screen.queryByRole('alertdialog', { name: question })
const inDialog = (name: string): HTMLElement =>
  within(screen.getByRole('alertdialog')).getByRole('button', { name })
const quiet = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, QUIET_MS + 50))

beforeEach(() => {
  Element.prototype.getAnimations ??= () => []
})
afterEach(() => {
  act(() => useSessionStore.setState(useSessionStore.getInitialState(), true))
  act(() => useProjectStore.setState(useProjectStore.getInitialState(), true))
  useConnectionStore.setState({ connection: null })
  window.sessionStorage.clear()
})

describe('a folder nobody has been asked about', () => {
  it('asks in the page, says what trust means, and leaves the focus where one writes', async () => {
    const { user } = await open('claude')
    expect(card()).toHaveTextContent(/every command asks.*CLAUDE\.md, hooks, MCP servers.*git status/)
    expect(box()).toHaveFocus()
    await user.type(box(), 'tyst{Tab}')
    expect(box()).toHaveValue('tyst')
    expect(card()).not.toBeNull()
  })

  it.each([
    ['Don’t trust', false],
    ['Trust this folder', true]
  ])('is answered in the page by a click on %s, and asks no more', async (name, trusted) => {
    const { user, changeProject } = await open('claude')
    await user.click(within(card() ?? document.body).getByRole('button', { name }))
    expect(changeProject.mock.calls).toEqual([[projectId, { trusted }]])
    expect(card()).toBeNull()
  })

  it('says why an answer did not arrive, and goes on asking', async () => {
    const refused = new RequestFailure(503, { code: 'disk_full', message: 'The disk is full.' })
    const { user } = await open('claude', { changeProject: () => Promise.reject(refused) })
    await user.click(screen.getByRole('button', { name: 'Trust this folder' }))
    expect(await screen.findByRole('alert')).toHaveTextContent('The disk is full.')
    expect(card()).not.toBeNull()
  })

  it('is nothing to an agent that loads nothing of it', async () => {
    const { user, createSession } = await open('guide')
    await user.type(box(), 'help{Enter}')
    expect([dialog(), createSession.mock.calls.length]).toEqual([null, 1])
    expect(card()).not.toBeNull()
  })
})

describe('a message to an agent that would load it', () => {
  it.each([
    ['Don’t trust', false],
    ['Trust this folder', true]
  ])('is held until %s was chosen, then it is sent', async (name, trusted) => {
    const { user, createSession, changeProject } = await open('claude')
    await user.type(box(), 'hello{Enter}')
    expect(dialog()).toHaveTextContent('/home/ada/stranger')
    expect([createSession.mock.calls, changeProject.mock.calls]).toEqual([[], []])
    await user.click(inDialog(name))
    await waitFor(() => expect(createSession).toHaveBeenCalledTimes(1))
    expect([dialog(), card(), changeProject.mock.calls]).toEqual([null, null, [[projectId, { trusted }]]])
  })

  it('is kept as a draft when the question is closed, and asked about again', async () => {
    const { user, createSession, changeProject } = await open('claude')
    await user.type(box(), 'hello{Enter}')
    await user.keyboard('{Escape}')
    await waitFor(() => expect(dialog()).toBeNull())
    expect(box()).toHaveValue('hello')
    expect([createSession.mock.calls, changeProject.mock.calls]).toEqual([[], []])
    await waitFor(() => expect(box()).toHaveFocus())
    await user.keyboard('{Enter}')
    expect(dialog()).not.toBeNull()
  })

  it('goes once when the question was answered in another window', async () => {
    const { user, createSession, changeProject } = await open('claude')
    await user.type(box(), 'hello{Enter}')
    const answered = { ...unanswered, trustAnswered: true }
    act(() => useProjectStore.setState({ projects: [answered] }))
    act(() => useProjectStore.setState({ projects: [{ ...answered }] }))
    await waitFor(() => expect(createSession).toHaveBeenCalledTimes(1))
    expect([dialog(), changeProject.mock.calls]).toEqual([null, []])
  })

  it('is not sent into a project that was removed meanwhile', async () => {
    const { user, createSession } = await open('claude')
    await user.type(box(), 'hello{Enter}')
    act(() => useProjectStore.setState({ projects: [] }))
    await waitFor(() => expect(dialog()).toBeNull())
    expect(createSession).not.toHaveBeenCalled()
    expect(box()).toHaveValue('hello')
  })

  it('waits while it is not known which agents there are', async () => {
    const { user, createSession } = await open('claude')
    act(() => useProjectStore.setState({ agents: [], agentsState: { phase: 'loading' } }))
    await user.type(box(), 'hello{Enter}')
    expect([dialog(), createSession.mock.calls]).toEqual([null, []])
    act(() => useProjectStore.setState({ agents, agentsState: { phase: 'ready' } }))
    expect(await screen.findByRole('alertdialog')).toBeVisible()
    expect(createSession).not.toHaveBeenCalled()
  })

  it('leaves the question open when the answer is refused', async () => {
    const refused = deferred<Project>()
    const { user, createSession } = await open('claude', { changeProject: () => refused.promise })
    await user.type(box(), 'hello{Enter}')
    await user.click(inDialog('Trust this folder'))
    refused.reject(new RequestFailure(503, { code: 'disk_full', message: 'The disk is full.' }))
    expect(await within(screen.getByRole('alertdialog')).findByText('The disk is full.')).toBeVisible()
    expect(createSession).not.toHaveBeenCalled()
  })
})

describe('what is typed answers nothing', () => {
  it.each([
    '{Enter}{Enter}',
    'stop please trust yes{Enter}',
    ' y n t d {Enter} {Enter}',
    '{Tab}{Enter}',
    '{Tab}{Tab} '
  ])('not even %s right after the message', async (burst) => {
    const { user, createSession, changeProject } = await open('claude')
    await user.type(box(), `go{Enter}${burst}`)
    expect([createSession.mock.calls, changeProject.mock.calls]).toEqual([[], []])
    expect(dialog()).not.toBeNull()
  })

  it('the focus is on the question, not on an answer', async () => {
    const { user, changeProject } = await open('claude')
    await user.type(box(), 'go{Enter}')
    await waitFor(() => expect(dialog()).toHaveFocus())
    await quiet()
    await user.keyboard('{Enter} yes')
    expect(changeProject).not.toHaveBeenCalled()
  })

  it('not a word written with the focus on an answer', async () => {
    const { user, changeProject } = await open('claude')
    await user.type(box(), 'go{Enter}')
    await quiet()
    inDialog('Trust this folder').focus()
    await user.keyboard('stop it now{Enter}')
    expect(changeProject).not.toHaveBeenCalled()
  })

  it('but the keyboard alone does, once it has been quiet', async () => {
    const { user, changeProject } = await open('claude')
    await user.type(box(), 'go{Enter}')
    await quiet()
    inDialog('Trust this folder').focus()
    await user.keyboard('{Enter}')
    await waitFor(() => expect(changeProject.mock.calls).toEqual([[projectId, { trusted: true }]]))
  })
})
