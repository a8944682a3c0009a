/** Feeds the composer from the stores: draft, choices, queue, and why sending is blocked. */
import { X } from 'lucide-react'
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react'
import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { Attachment, QueuedMessage } from '../../shared/session.ts'
import { Composer } from '../composer/Composer.tsx'
import { useQueueActs } from '../composer/queue/useQueueActs.ts'
import { sendBlock } from '../composer/sendBlock.ts'
import { SessionChoices } from '../composer/SessionChoices.tsx'
import type { SessionWebSocket } from '../hooks/useSessionWebSocket.ts'
import { useAction, useActionStore } from '../keys/actionStore.ts'
import { findMissingPaths, findProjectFiles } from '../stores/serverActions.ts'
import { offerKey, useOfferStore } from '../stores/offerStore.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import type { ProjectStore } from '../stores/projectStore.ts'
import type { SendOptions } from '../stores/outboxActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { ShownDraft } from '../stores/shownDraft.ts'
import { chosenSendKey, useSettingsStore } from '../stores/settingsStore.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { strings } from '../strings/strings.ts'
import { isUnanswered } from '../trust/useTrustGate.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { useDraftUpkeep } from './useDraftUpkeep.ts'
import { useRecallSource } from './useRecallSource.ts'
import { useSessionOptions } from './useSessionOptions.ts'

interface SessionComposerProps {
  readonly projectId: string
  readonly sessionId: string
  readonly agent: AgentInfo | null
  readonly agentName: string
  readonly isReady: boolean
  readonly onSubmit: (text: string, attachments: readonly Attachment[], options: SendOptions) => void
  readonly onInterrupt: () => void
  readonly command: SessionWebSocket['command']
  readonly ref: RefObject<HTMLTextAreaElement | null>
}

const NO_QUEUE: readonly QueuedMessage[] = []
const NO_ATTACHMENTS: readonly Attachment[] = []

export function SessionComposer(props: SessionComposerProps) {
  const { projectId, sessionId, agent, agentName, isReady, onSubmit, onInterrupt, command, ref } = props
  const status = useSessionStore((state) => state.currentSession?.status ?? 'not-created')
  const loadingState = useSessionStore((state) => state.currentSession?.loadingState ?? 'idle')
  const { draft, onCatchUp } = useDraft(ref)
  const attachments = useSessionStore((state) => state.currentSession?.draftAttachments ?? NO_ATTACHMENTS)
  const turn = useSessionStore((state) => state.currentSession?.turnState ?? 'idle')
  const isHeld = useSessionStore((state) => (state.currentSession?.heldBy ?? null) !== null)
  const queue = useSessionStore((state) => state.currentSession?.queue ?? NO_QUEUE)
  const isAsked = useSessionStore((state) => (state.currentSession?.permissions.length ?? 0) > 0)
  const sendKey = useSettingsStore(chosenSendKey)
  const isLookingAtTrust = useProjectStore((state) => isLooking(state, projectId))
  const onRewind = useRewind()
  const { setDraft, attach, detach } = useSessionStore.getState()
  const { offer, onWantOffer } = useOffer(projectId)
  const { choices, nextMode } = useChoices(agent, offer, onWantOffer)
  const queueActs = useQueueActs(command)
  const recall = useRecallSource()
  useDraftUpkeep()
  useAction('interrupt', turn === 'running' ? onInterrupt : null)

  const findFiles = useCallback(
    (query: string, signal: AbortSignal) => findProjectFiles(projectId, query, undefined, signal),
    [projectId]
  )
  const findMissing = useCallback(
    (paths: readonly string[], signal: AbortSignal) => findMissingPaths(projectId, paths, signal),
    [projectId]
  )
  // A file may still be read when another session is on screen: it is not that one's.
  const onAttach = useCallback(
    (more: readonly Attachment[]) => {
      if (useSessionStore.getState().currentSessionId === sessionId) attach(more)
    },
    [sessionId, attach]
  )

  return (
    <Composer
      // Notes, recalls and half-read files are one session's.
      key={sessionId}
      ref={ref}
      agentName={agentName}
      sendKey={sendKey}
      draft={draft}
      onDraft={setDraft}
      onCatchUp={onCatchUp}
      attachments={attachments}
      onAttach={onAttach}
      onDetach={detach}
      blocked={sendBlock({ status, loadingState, isReady, agent, isLookingAtTrust, isHeld })}
      onSend={(options) => onSubmit(draft.trim(), attachments, options)}
      running={turn !== 'idle'}
      interrupting={turn === 'interrupting'}
      onInterrupt={onInterrupt}
      queue={queue}
      queueActs={queueActs}
      onRewind={onRewind}
      onNextMode={nextMode}
      recall={recall}
      offer={offer}
      onWantOffer={onWantOffer}
      findFiles={findFiles}
      findMissing={findMissing}
      problem={<SessionProblem />}
      compact={isAsked}
      choices={choices}
    />
  )
}

/** The lists that say whether somebody has to be asked about the folder are on their way. */
function isLooking(
  { projects, projectsState, agents, agentsState }: ProjectStore,
  projectId: string
): boolean {
  const project = projects.find(({ id }) => id === projectId) ?? null
  if (project === null) return projectsState.phase === 'loading'
  return isUnanswered(project) && agents.length === 0 && agentsState.phase === 'loading'
}

function useDraft(box: RefObject<HTMLTextAreaElement | null>) {
  const [shown] = useState(() => new ShownDraft(useSessionStore, () => box.current))
  const draft = useSyncExternalStore(shown.subscribe, shown.read)
  const onCatchUp = useCallback(() => flushSync(shown.catchUp), [shown])
  return { draft, onCatchUp }
}

/** Opens the list of earlier messages; null while there is none to open. */
function useRewind(): (() => void) | null {
  const rewind = useActionStore((state) => state.actions.get('rewind') ?? null)
  // Once this key is over: its Escape would close what it opened.
  return useMemo(() => rewind && (() => void requestAnimationFrame(rewind)), [rewind])
}

/** What the session's agent has in this project, and how it is asked. */
function useOffer(projectId: string) {
  const agentId = useSessionStore((state) => state.currentSession?.agent ?? state.defaultAgent)
  const offer = useOfferStore((state) => state.offers.get(offerKey(projectId, agentId)) ?? null)
  const onWantOffer = useCallback(() => {
    void useOfferStore.getState().loadOffer(projectId, agentId) // failing is state
  }, [projectId, agentId])
  return { offer, onWantOffer }
}

/** The selectors, and the step to the next mode. Typing changes none of this. */
function useChoices(
  agent: AgentInfo | null,
  offer: ReturnType<typeof useOffer>['offer'],
  onWantModels: () => void
) {
  const isStored = useSessionStore((state) => state.currentSession?.status !== 'not-created')
  const agentId = useSessionStore((state) => state.currentSession?.agent ?? state.defaultAgent)
  const agents = useProjectStore((state) => state.agents)
  const { setAgent } = useSessionStore.getState()
  const options = useSessionOptions(agent, offer?.phase === 'ready' ? offer.offer : null)
  const { mode, modes, modeChoice, model, models, onModel, effort, efforts, onEffort } = options
  const { choose, dialog, next } = modeChoice
  useBeginningMode(agent)

  const choices = useMemo(
    () => (
      <>
        <SessionChoices
          permissionMode={mode}
          modes={modes}
          onPermissionMode={choose}
          agents={agents}
          agentId={agentId}
          onAgent={isStored ? null : setAgent}
          models={models}
          onWantModels={onWantModels}
          model={model}
          onModel={onModel}
          efforts={efforts}
          effort={effort}
          onEffort={onEffort}
        />
        {dialog}
      </>
    ),
    [
      mode,
      modes,
      choose,
      agents,
      agentId,
      isStored,
      setAgent,
      models,
      onWantModels,
      model,
      onModel,
      efforts,
      effort,
      onEffort,
      dialog
    ]
  )
  return { choices, nextMode: next }
}

/** A session that begins in a mode its agent does not have begins in what that agent calls safe; it shows before it is sent. */
function useBeginningMode(agent: AgentInfo | null): void {
  const begins = useSessionStore((state) =>
    state.currentSession?.status === 'not-created' ? state.currentSession.permissionMode : null
  )
  useEffect(() => {
    const options = agent?.options
    if (begins === null || options === undefined) return
    if (options.permissionModes.some(({ id }) => id === begins)) return
    void useSessionStore.getState().setPermissionMode(options.safeMode) // nothing is stored: it cannot fail
  }, [agent, begins])
}

/** What went wrong beside the turn: a refused creation, a mode that could not be set, a full disk. */
function SessionProblem() {
  const problem = useSessionStore((state) => state.currentSession?.error ?? null)
  const { setError } = useSessionStore.getState()
  if (problem === null) return null
  return (
    <div className="mb-2 flex shrink-0 items-start justify-between gap-2 rounded-md border border-danger-line bg-danger-soft py-1.5 pr-1.5 pl-3">
      <ErrorNote text={sentenceOf(problem)} className="py-0.5" />
      <IconButton icon={X} size="small" label={strings.app.dismiss} onClick={() => setError(null)} />
    </div>
  )
}
