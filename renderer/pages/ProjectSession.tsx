/**
 * The page of one session. Loads it (an unknown id is a session that is not created yet), creates it
 * with the first message, sends, interrupts, answers. Behaviour only: its parts draw.
 * Routes `/projects/:id/chat` and `/projects/:id/chat/:sessionId`.
 */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { useNavigate, useParams } from 'react-router'
import { v4 as uuid } from 'uuid'
import { sessionPath } from '../../shared/address.ts'
import { sendConfigFor } from '../../shared/protocol.ts'
import type { Attachment, PermissionAnswer } from '../../shared/session.ts'
import { useSessionWebSocket } from '../hooks/useSessionWebSocket.ts'
import type { SessionCommand } from '../hooks/useSessionWebSocket.ts'
import { useAction } from '../keys/actionStore.ts'
import { isInputMethod } from '../keys/keyNames.ts'
import type { ConnectionLight } from '../sidebar/StatusFooter.tsx'
import { readToolResult } from '../stores/serverActions.ts'
import { agentCalled } from '../stores/declared.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import type { SendOptions } from '../stores/outboxActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import type { SessionData } from '../stores/sessionStore.ts'
import { EditingNote } from '../steering/EditingNote.tsx'
import type { PromptDraft } from '../steering/promptOf.ts'
import { useMessageSteering } from '../steering/useMessageSteering.tsx'
import { useSteering } from '../steering/useSteering.ts'
import { TrustCard } from '../trust/TrustCard.tsx'
import { TrustDialog } from '../trust/TrustDialog.tsx'
import { TrustStrip } from '../trust/TrustStrip.tsx'
import { isUnanswered, useTrustGate } from '../trust/useTrustGate.tsx'
import { TranscriptContext } from '../transcript/TranscriptContext.ts'
import { agentNameOf } from './agentNameOf.ts'
import { HeldBanner } from './HeldBanner.tsx'
import { LoadFailed } from './LoadFailed.tsx'
import { openFile } from './openFile.ts'
import { openProject, openSession } from './openSession.ts'
import { PageFrame } from './PageFrame.tsx'
import { ResumeBanner } from './ResumeBanner.tsx'
import { replaceDraft } from './replaceDraft.ts'
import { SessionBanners } from './SessionBanners.tsx'
import { SessionComposer } from './SessionComposer.tsx'
import { SessionHeader } from './SessionHeader.tsx'
import { SessionPermissions } from './SessionPermissions.tsx'
import { SessionTranscript } from './SessionTranscript.tsx'
import { TranscriptSkeleton } from './TranscriptSkeleton.tsx'

export function ProjectSession() {
  const { id: projectId = '', sessionId } = useParams()
  const navigate = useNavigate()

  useEffect(() => {
    void openProject(projectId) // failing is state: `sessionsState`, `projectsState`
  }, [projectId])

  /** A new session is an id and an address. Nothing is asked of the server until the first message. */
  const newSession = useCallback(
    (replace: boolean) => {
      const minted = uuid()
      useSessionStore.getState().initializeSession(minted, { projectId })
      void navigate(sessionPath(projectId, minted), { replace }) // resolves once drawn; nobody waits
    },
    [navigate, projectId]
  )

  useEffect(() => {
    if (sessionId === undefined) newSession(true)
  }, [sessionId, newSession])

  if (sessionId === undefined) return null
  return <OpenSession projectId={projectId} sessionId={sessionId} onNewSession={() => newSession(false)} />
}

interface WrittenMessage {
  readonly text: string
  readonly attachments: readonly Attachment[]
  readonly options: SendOptions
}

interface OpenSessionProps {
  readonly projectId: string
  readonly sessionId: string
  readonly onNewSession: () => void
}

function OpenSession({ projectId, sessionId, onNewSession }: OpenSessionProps) {
  const socket = useSessionWebSocket({ projectId, sessionId })
  const { sendMessage, retryMessage, command, isReady } = socket
  const composer = useRef<HTMLTextAreaElement>(null)

  const isHere = useSessionStore((state) => state.currentSessionId === sessionId)
  const loadingState = useSessionStore((state) => state.currentSession?.loadingState ?? 'loading')
  const status = useSessionStore((state) => state.currentSession?.status ?? 'not-created')
  const agentId = useSessionStore((state) => state.currentSession?.agent ?? state.defaultAgent)
  const project = useProjectStore((state) => state.projects.find(({ id }) => id === projectId) ?? null)
  /** Files are named from the project's folder on, so that has to be known first; or that nobody can tell it. */
  const isPlaced = useProjectStore(
    ({ projectsState: { phase } }) => project !== null || phase === 'ready' || phase === 'failed'
  )
  const agent = useProjectStore((state) => agentCalled(state, agentId))
  /** The project while nobody has said whether its folder is trusted; where it is asked depends on what is loaded. */
  const isRead = agent?.onlyRead === true // of its folder nothing is ever loaded here
  const asked = isUnanswered(project) && isHere && loadingState !== 'loading' && !isRead ? project : null
  const [explainsTrust, setExplainsTrust] = useState(false)
  const hasBegun = useSessionStore(({ currentSession: session }) => session !== null && hasWords(session))
  const agentName = agentNameOf(agent, agentId)
  const projectPath = project?.path ?? ''
  const projectName = project?.name ?? ''

  useEffect(() => {
    // "New session" has initialised it already, or the page has begun with it: there is nothing to load.
    if (useSessionStore.getState().currentSessionId !== sessionId) void openSession(projectId, sessionId) // never rejects
    return () => {
      const { currentSessionId, clearCurrentSession } = useSessionStore.getState()
      if (currentSessionId === sessionId) clearCurrentSession()
    }
  }, [projectId, sessionId])

  useEffect(() => {
    composer.current?.focus()
  }, [sessionId])

  const onDraft = useCallback((draft: PromptDraft) => {
    replaceDraft(draft)
    composer.current?.focus()
  }, [])
  const steering = useSteering({ projectId, sessionId, onDraft })
  const { goBack } = steering
  const messageSteering = useMessageSteering(steering)
  useAction(
    'focus-composer',
    useCallback(() => composer.current?.focus(), [])
  )

  const submit = useCallback(
    async (text: string, attachments: readonly Attachment[], options: SendOptions) => {
      if ((text === '' && attachments.length === 0) || !(await goBack())) return
      const session = useSessionStore.getState().currentSession
      if (!session) return
      if (session.status === 'not-created' && !(await useSessionStore.getState().createSession())) return
      // No message runs in a mode that was left before it was sent. A choice that was refused is told, the draft stays.
      if (!(await useSessionStore.getState().choicesTold())) return
      sendMessage(text, sendConfigFor(sessionId, session.isFirstMessage), attachments, options)
    },
    [goBack, sendMessage, sessionId]
  )
  const send = useCallback(
    ({ text, attachments, options }: WrittenMessage) => {
      void submit(text, attachments, options) // never rejects: a refused creation is the session's `error`, the draft stays
    },
    [submit]
  )
  const { pass, dialog: trustDialog } = useTrustGate({ sessionId, project, agent, send })
  const onSubmit = useCallback(
    (text: string, attachments: readonly Attachment[] = [], options: SendOptions = {}) =>
      pass({ text, attachments, options }),
    [pass]
  )

  /** A refusal is shown above the composer. */
  const tell = useCallback(
    async (what: SessionCommand) => {
      const answer = await command(what)
      if (!answer.ok) useSessionStore.getState().setError(answer.error)
    },
    [command]
  )
  const onInterrupt = useCallback(() => void tell({ type: 'interrupt' }), [tell])

  const onSuggest = useCallback((text: string) => onDraft({ text, attachments: [] }), [onDraft])

  async function onAnswer(requestId: string, answer: PermissionAnswer): Promise<string | null> {
    const reply = await command({ type: 'answer_permission', requestId, answer })
    return reply.ok ? null : reply.error.message
  }

  const setting = useMemo(
    () => ({
      projectPath,
      agentName,
      ...messageSteering,
      loadWholeResult: (toolUseId: string) => readToolResult(projectId, sessionId, toolUseId),
      openFile: (path: string, line: number | null) => void openFile(projectId, path, line) // tells its refusal
    }),
    [projectPath, agentName, messageSteering, projectId, sessionId]
  )

  function onEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || isInputMethod(event.nativeEvent)) return
    if (useSessionStore.getState().currentSession?.turnState === 'running') onInterrupt()
  }

  return (
    <PageFrame
      projectId={projectId}
      sessionId={sessionId}
      light={lightOf(status, socket)}
      onNewSession={onNewSession}
    >
      {(showSidebar) => (
        <>
          <div className="relative flex min-h-0 flex-1 flex-col" onKeyDown={onEscape}>
            <SessionHeader
              projectId={projectId}
              projectPath={projectPath}
              projectName={projectName}
              sessionId={sessionId}
              agent={agent}
              agentName={agentName}
              steering={steering}
              onShowSidebar={showSidebar}
            />
            <SessionBanners socket={socket} />
            <HeldBanner projectId={projectId} sessionId={sessionId} />
            <ResumeBanner projectId={projectId} sessionId={sessionId} />
            {asked !== null && hasBegun && (
              <TrustStrip project={asked} onExplain={() => setExplainsTrust(true)} />
            )}
            <TranscriptContext value={setting}>
              {!isHere || !isPlaced || loadingState === 'loading' ? (
                <TranscriptSkeleton />
              ) : loadingState === 'failed' ? (
                <LoadFailed onRetry={() => void openSession(projectId, sessionId) /* failing is state */} />
              ) : (
                <SessionTranscript
                  key={sessionId}
                  agent={agent}
                  agentName={agentName}
                  projectName={projectName}
                  onSend={onSubmit}
                  onSendAgain={retryMessage}
                  onSuggest={onSuggest}
                />
              )}
            </TranscriptContext>
            <SessionPermissions projectPath={projectPath} onAnswer={onAnswer} />
            {asked !== null && !hasBegun && <TrustCard project={asked} />}
            {steering.editing !== null && <EditingNote onStop={steering.stopEditing} />}
            <SessionComposer
              ref={composer}
              projectId={projectId}
              sessionId={sessionId}
              agent={agent}
              agentName={agentName}
              isReady={isReady}
              onSubmit={onSubmit}
              onInterrupt={onInterrupt}
              command={command}
            />
          </div>
          {/* Not within: its Escape is not the page's, and stops no turn. */}
          {trustDialog}
          {explainsTrust && asked !== null && (
            <TrustDialog
              project={asked}
              onAnswered={() => setExplainsTrust(false)}
              onDismiss={() => setExplainsTrust(false)}
            />
          )}
        </>
      )}
    </PageFrame>
  )
}

function hasWords({ settled, open, outbox }: SessionData): boolean {
  return settled.length + open.length + outbox.length > 0
}

function lightOf(status: string, socket: ReturnType<typeof useSessionWebSocket>): ConnectionLight {
  if (status !== 'created') return 'idle'
  if (socket.isReady) return 'connected'
  return socket.gaveUp || socket.refusal ? 'offline' : 'connecting'
}
