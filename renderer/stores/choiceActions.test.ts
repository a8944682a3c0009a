import { describe, expect, test, vi } from 'vitest'
import type { SessionSummary } from '../../shared/session.ts'
import type { HttpClient } from '../connection/httpClient.ts'
import {
  deferred,
  eventFrame,
  otherSessionId,
  projectId,
  sessionId,
  snapshot,
  summary
} from '../../tests/support/connection/sessionFixtures.ts'
import {
  freshStores,
  current,
  store,
  offline,
  openStored
} from '../../tests/support/connection/sessionOnScreen.ts'

freshStores()

describe('mode and model', () => {
  test('a choice shows at once and is told to the server', async () => {
    const answer = deferred<SessionSummary>()
    const changeSession = vi.fn<HttpClient['changeSession']>(() => answer.promise)
    await openStored({}, { changeSession })
    const choosing = store().setPermissionMode('plan')
    expect(store().getPermissionMode()).toBe('plan')
    answer.resolve(summary({ permissionMode: 'plan' }))
    await choosing
    expect(changeSession.mock.calls).toEqual([[projectId, sessionId, { permissionMode: 'plan' }]])
    expect(current().permissionMode).toBe('plan')
  })

  test('is told one after the other, of those that waited the last', async () => {
    const answers = [deferred<SessionSummary>(), deferred<SessionSummary>()] as const
    const changeSession = vi
      .fn<HttpClient['changeSession']>()
      .mockReturnValueOnce(answers[0].promise)
      .mockReturnValueOnce(answers[1].promise)
    await openStored({}, { changeSession })
    const choosing = ['plan', 'acceptEdits', 'bypassPermissions', 'plan'] as const
    const all = Promise.all(choosing.map((mode) => store().setPermissionMode(mode)))
    void store().setModel('large')
    expect(changeSession).toHaveBeenCalledTimes(1)
    const told = store().choicesTold()
    answers[0].resolve(summary())
    await vi.waitFor(() => expect(changeSession).toHaveBeenCalledTimes(2))
    expect(current()).toMatchObject({ permissionMode: 'plan', model: 'large' })
    answers[1].resolve(summary())
    await all
    expect(await told).toBe(true)
    expect(changeSession.mock.calls.map(([, , choice]) => choice)).toEqual([
      { permissionMode: 'plan' },
      { permissionMode: 'plan', model: 'large' }
    ])
  })

  test('an older word of the server does not take back a newer choice', async () => {
    const answer = deferred<SessionSummary>()
    await openStored({}, { changeSession: () => answer.promise })
    store().applySnapshot(snapshot())
    const choosing = store().setPermissionMode('acceptEdits')
    const event = { type: 'session_updated' as const, session: summary({ permissionMode: 'plan' }) }
    store().applyEvent(eventFrame(1, event))
    expect(current().permissionMode).toBe('acceptEdits')
    answer.resolve(summary())
    await choosing
    expect(current().permissionMode).toBe('acceptEdits')
    store().applyEvent(eventFrame(2, event))
    expect(current().permissionMode).toBe('plan')
  })

  test('that is refused leaves what was chosen since, and is told to who waits for it', async () => {
    const refused = deferred<SessionSummary>()
    const changeSession = vi
      .fn<HttpClient['changeSession']>(() => Promise.resolve(summary()))
      .mockReturnValueOnce(refused.promise)
    await openStored({}, { changeSession })
    const first = store().setPermissionMode('plan')
    const told = store().choicesTold()
    const second = store().setModel('large')
    refused.reject(offline)
    await Promise.all([first, second])
    expect(current()).toMatchObject({ permissionMode: 'default', model: 'large' })
    expect(await told).toBe(false)
    expect(await store().choicesTold()).toBe(true)
  })

  test('goes on being told when another session has come on screen', async () => {
    const answer = deferred<SessionSummary>()
    const changeSession = vi.fn<HttpClient['changeSession']>(() => answer.promise)
    await openStored({}, { changeSession })
    void store().setPermissionMode('plan')
    const last = store().setPermissionMode('acceptEdits')
    store().initializeSession(otherSessionId, { projectId })
    answer.resolve(summary())
    await last
    expect(changeSession.mock.calls.at(-1)).toEqual([projectId, sessionId, { permissionMode: 'acceptEdits' }])
    expect(current().permissionMode).toBe('default')
  })

  test('a choice the server refuses is taken back, with the reason', async () => {
    await openStored({}, { changeSession: () => Promise.reject(offline) })
    await store().setModel('large')
    expect(current()).toMatchObject({ model: null, error: { code: 'unreachable' } })
  })

  test('the agent of a stored session stays', async () => {
    await openStored()
    store().setAgent('claude')
    expect(current().agent).toBe('guide')
  })
})
