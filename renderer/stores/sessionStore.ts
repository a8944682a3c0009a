/**
 * The window's replica of one session, and the doors to it. There is one current session and no map:
 * an action acts on it, and a result that arrives after it has gone is dropped. Components read with
 * precise selectors; `useSessionWebSocket` feeds it; everything that becomes true goes through the fold.
 */
import { create } from 'zustand'
import { addressed } from '../../shared/address.ts'
import type { AgentId } from '../../shared/ids.ts'
import { splitMessages } from '../../shared/evolve.ts'
import { arrivalOf } from '../connection/cursor.ts'
import { failureOf, RequestFailure } from '../connection/requestFailure.ts'
import { ourFailure } from '../strings/sentenceOf.ts'
import { createChoicePart } from './choiceActions.ts'
import { readConnection } from './connectionStore.ts'
import { createDraftPart, draftPlaceOf } from './draftActions.ts'
import { createDraftKeeper } from './draftKeeper.ts'
import { afterMessages } from './outbox.ts'
import { createOutboxPart } from './outboxActions.ts'
import { readPageDefaults } from './pageDefaults.ts'
import {
  blankSession,
  foldEvent,
  foldSummary,
  withFacts,
  withOlderPage,
  withProblem,
  withSnapshot
} from './sessionData.ts'
import type { ClaudePermissionMode, LoadingState, SessionData, SessionStatus } from './sessionData.ts'
import type { LoadOutcome, OpenOptions, SessionStore, StreamOutput } from './sessionActions.ts'

export type {
  ClaudePermissionMode,
  LoadingState,
  LoadOutcome,
  OpenOptions,
  SessionData,
  SessionStatus,
  SessionStore,
  StreamOutput
}

export const useSessionStore = create<SessionStore>()((set, get) => {
  const keeper = createDraftKeeper(readConnection)

  /** Puts a changed session in place of the current one, and its outbox where a reload finds it. */
  function change(changed: (session: SessionData) => SessionData): void {
    const session = get().currentSession
    if (!session) return
    const next = changed(session)
    if (next.outbox !== session.outbox) saveOutbox(next)
    if (next !== session) set({ currentSession: next })
  }

  const current = (): SessionData | null => get().currentSession
  const { choose, choicesTold } = createChoicePart({
    current,
    change,
    send: (projectId, sessionId, choice) => readConnection().http.changeSession(projectId, sessionId, choice)
  })
  const { restore, takeSent, ...drafts } = createDraftPart({ keeper, current, change })
  const outbox = createOutboxPart({
    current,
    change,
    draft: { takeSent, replaceDraft: drafts.replaceDraft }
  })

  /** The session with this visit, null when it has gone from the screen. */
  function stillHere(visit: number): SessionData | null {
    const session = get().currentSession
    return session?.visit === visit ? session : null
  }

  function open(
    sessionId: string,
    loadingState: LoadingState,
    options: OpenOptions & { agent?: AgentId }
  ): SessionData {
    const { currentSession, defaultAgent, defaultPermissionMode, visits } = get()
    const same = currentSession?.id === sessionId ? currentSession : null
    const { tabStorage } = readConnection()
    const session = blankSession({
      id: sessionId,
      projectId: options.projectId ?? same?.projectId ?? addressed(window.location.pathname).projectId,
      visit: visits + 1,
      agent: options.agent ?? defaultAgent,
      permissionMode: defaultPermissionMode,
      draft: same?.draft ?? keeper.kept(sessionId)?.text ?? '',
      draftAttachments: same?.draftAttachments ?? [],
      outbox: tabStorage.readOutbox(sessionId),
      loadingState
    })
    set({ currentSessionId: sessionId, currentSession: session, visits: visits + 1 })
    return session
  }

  return {
    currentSessionId: null,
    currentSession: null,
    ...readPageDefaults(),
    visits: 0,

    initializeSession: (sessionId, options = {}) => {
      const session = open(sessionId, 'idle', options)
      // What was attached takes a moment; without any there is nothing to wait for.
      if (keeper.kept(sessionId)?.attachments) void restore(keeper.load(draftPlaceOf(session)), session) // never rejects
    },

    createSession: async () => {
      const session = get().currentSession
      if (!session) return false
      if (session.status === 'created') return true
      if (session.status === 'creating' || session.loadingState !== 'idle') return false
      const { id, projectId, visit, agent, permissionMode, model, effort } = session
      if (projectId === null) {
        change((current) => withProblem(current, noProject))
        return false
      }
      change((current) => withProblem(withFacts(current, { status: 'creating' }), null))
      try {
        const body = { sessionId: id, agent, permissionMode, model, ...(effort !== undefined && { effort }) }
        const summary = await readConnection().http.createSession(projectId, body)
        const current = stillHere(visit)
        if (!current) return false
        change((now) => withFacts(foldSummary(now, summary), { status: 'created' }))
        // Chosen while the request was under way: the server does not know it yet.
        if (current.permissionMode !== permissionMode) void choose({ permissionMode: current.permissionMode })
        if (current.model !== model) void choose({ model: current.model })
        if (current.effort !== undefined && current.effort !== effort) void choose({ effort: current.effort })
        return true
      } catch (thrown) {
        if (!stillHere(visit)) return false
        change((current) => withProblem(withFacts(current, { status: 'not-created' }), failureOf(thrown)))
        return false
      }
    },

    loadSession: async (sessionId, options = {}) => {
      const opened = open(sessionId, 'loading', options)
      const { projectId, visit } = opened
      if (projectId === null) {
        change((session) => withProblem(withFacts(session, { loadingState: 'failed' }), noProject))
        return 'failed'
      }
      try {
        const { http } = readConnection()
        // Asked for at once, not when the session is known: that is the last round trip of a start.
        const messages = http.readMessages(projectId, sessionId)
        messages.catch(() => undefined) // Awaited below, unless the session cannot be read either.
        const summary = await http.readSession(projectId, sessionId)
        const draft = keeper.load({ ...draftPlaceOf(opened), isStored: true })
        const page = await messages
        if (!stillHere(visit)) return 'superseded'
        change((session) =>
          withFacts(session, {
            status: 'created',
            loadingState: 'idle',
            // `page.live` is not taken as the cursor: queue and permissions come with the first snapshot.
            replica: {
              ...session.replica,
              session: summary,
              ...splitMessages(page.messages),
              before: page.before
            },
            outbox: afterMessages(session.outbox, page.messages, [])
          })
        )
        void restore(draft, opened) // never rejects
        return 'loaded'
      } catch (thrown) {
        if (!stillHere(visit)) return 'superseded'
        if (thrown instanceof RequestFailure && thrown.status === 404) {
          change((session) => withFacts(session, { loadingState: 'idle' }))
          return 'not-found'
        }
        change((session) => withProblem(withFacts(session, { loadingState: 'failed' }), failureOf(thrown)))
        return 'failed'
      }
    },

    clearCurrentSession: () => {
      keeper.settle()
      set({ currentSessionId: null, currentSession: null })
    },

    loadOlderMessages: async (limit) => {
      const session = get().currentSession
      if (!session || session.projectId === null) return
      const { id, projectId, before, loadingState, visit } = session
      if (before === null || loadingState !== 'idle') return
      change((current) => withFacts(current, { loadingState: 'loadingOlder' }))
      try {
        const wish = limit === undefined ? { before } : { before, limit }
        const page = await readConnection().http.readMessages(projectId, id, wish)
        const current = stillHere(visit)
        if (!current) return
        // A snapshot may have moved the beginning meanwhile: then this page does not fit in front.
        if (current.before !== before) return change((now) => withFacts(now, { loadingState: 'idle' }))
        change((now) => withOlderPage(now, page))
      } catch (thrown) {
        if (!stillHere(visit)) return
        change((now) => withProblem(withFacts(now, { loadingState: 'idle' }), failureOf(thrown)))
      }
    },

    addMessage: (message) => change((session) => foldEvent(session, { type: 'message_added', message })),
    updateStreamingMessage: (output) =>
      change((session) => foldEvent(session, { type: 'stream_output', ...output })),
    finalizeMessage: (end = {}) =>
      change((session) =>
        foldEvent(session, {
          type: 'message_complete',
          outcome: end.outcome ?? 'done',
          ...(end.error === undefined ? null : { error: end.error }),
          metadata: end.metadata ?? session.metadata
        })
      ),
    markFirstMessageSent: () => change((session) => withFacts(session, { firstMessageSent: true })),

    setStreaming: (isStreaming) =>
      change((session) => foldSummary(session, { state: isStreaming ? 'running' : 'idle' })),
    updateMetadata: (metadata) =>
      change((session) => foldSummary(session, { metadata: { ...session.metadata, ...metadata } })),
    setError: (error) => change((session) => withProblem(session, error)),
    setLoadingState: (loadingState) => change((session) => withFacts(session, { loadingState })),

    setDefaultPermissionMode: (mode) => {
      const { currentSession, defaultPermissionMode } = get()
      set({ defaultPermissionMode: mode })
      if (currentSession?.status !== 'not-created') return
      if (currentSession.permissionMode !== defaultPermissionMode) return
      change((session) => foldSummary(session, { permissionMode: mode }))
    },
    setDefaultAgent: (agent) => {
      const { currentSession, defaultAgent } = get()
      set({ defaultAgent: agent })
      if (currentSession?.status !== 'not-created' || currentSession.agent !== defaultAgent) return
      change((session) => foldSummary(session, { agent }))
    },
    setPermissionMode: (mode) => choose({ permissionMode: mode }),
    getPermissionMode: () => get().currentSession?.permissionMode ?? get().defaultPermissionMode,
    setModel: (model) => choose({ model }),
    setEffort: (effort) => choose({ effort }),
    choicesTold,
    setAgent: (agent) =>
      change((session) =>
        session.status === 'not-created'
          ? foldSummary(session, { agent, model: null, effort: undefined })
          : session
      ),

    applyEvent: (frame) => get().applyEvents([frame]),
    applyEvents: (frames) =>
      change((before) =>
        frames.reduce(
          (session, { epoch, seq, event }) =>
            arrivalOf(session.cursor, { epoch, seq }) === 'next'
              ? withFacts(foldEvent(session, event), { cursor: { epoch, seq } })
              : session,
          before
        )
      ),
    applySnapshot: (snapshot) =>
      change((session) => (session.id === snapshot.session.id ? withSnapshot(session, snapshot) : session)),

    ...drafts,
    ...outbox
  }
})

function saveOutbox(session: SessionData): void {
  const unrecorded = session.outbox.filter(({ state }) => state !== 'recorded')
  readConnection().tabStorage.writeOutbox(session.id, unrecorded)
}

const noProject = ourFailure('no_project')
