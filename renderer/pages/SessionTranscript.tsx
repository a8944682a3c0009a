/** Feeds the transcript from the store. The only part of the page that follows every delta. */
import { useCallback, useMemo } from 'react'
import { isPrompt } from '../../shared/evolve.ts'
import type { FindResult } from '../../shared/find.ts'
import type { AgentInfo } from '../../shared/protocol.ts'
import type { SessionMessage } from '../../shared/session.ts'
import type { OutboxEntry } from '../connection/outboxEntry.ts'
import { findInSession } from '../stores/serverActions.ts'
import { loadUntil } from '../stores/loadUntil.ts'
import { useProjectStore } from '../stores/projectStore.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import type { SessionData } from '../stores/sessionStore.ts'
import { EmptySession } from '../transcript/EmptySession.tsx'
import type { OlderState } from '../transcript/OlderEdge.tsx'
import type { OutboxRow } from '../transcript/OutboxMessage.tsx'
import { joinToolResults, selectToolResults } from '../transcript/toolResults.ts'
import { TaskListContext } from '../transcript/tools/tasks/TaskListContext.ts'
import { TaskSummary } from '../transcript/tools/tasks/TaskSummary.tsx'
import { useTaskList } from '../transcript/tools/tasks/useTaskList.ts'
import { Transcript } from '../transcript/Transcript.tsx'

interface SessionTranscriptProps {
  readonly agent: AgentInfo | null
  readonly agentName: string
  readonly projectName: string
  readonly onSend: (text: string) => void
  readonly onSendAgain: (messageId: string) => void
  readonly onSuggest: (text: string) => void
}

const NO_MESSAGES: readonly SessionMessage[] = []
const NO_OUTBOX: readonly OutboxEntry[] = []
const NO_PERMISSIONS: SessionData['permissions'] = []

export function SessionTranscript(props: SessionTranscriptProps) {
  const settled = useSessionStore((state) => state.currentSession?.settled ?? NO_MESSAGES)
  const open = useSessionStore((state) => state.currentSession?.open ?? NO_MESSAGES)
  const outbox = useSessionStore((state) => state.currentSession?.outbox ?? NO_OUTBOX)
  const permissions = useSessionStore((state) => state.currentSession?.permissions ?? NO_PERMISSIONS)
  const turn = useSessionStore((state) => state.currentSession?.turnState ?? 'idle')
  const retry = useSessionStore((state) => state.currentSession?.retry ?? null)
  const lastTurn = useSessionStore((state) => state.currentSession?.lastTurn ?? null)
  const older = useSessionStore(({ currentSession }) => olderState(currentSession))
  const standIn = useProjectStore((state) => state.agents.find((one) => one.readiness.ready) ?? null)
  const { loadOlderMessages, discardMessage, setAgent } = useSessionStore.getState()

  const settledResults = useMemo(() => selectToolResults(settled), [settled])
  const openResults = useMemo(() => selectToolResults(open), [open])
  const toolResults = useMemo(
    () => (openResults.size === 0 ? settledResults : joinToolResults(settledResults, openResults)),
    [settledResults, openResults]
  )
  const rows = useMemo(() => outbox.map(toRow), [outbox])
  const tasks = useTaskList(settled, open, toolResults)

  const onLoadOlder = useCallback(() => {
    void loadOlderMessages() // failing is state: the session's `error`
  }, [loadOlderMessages])

  const { onSend } = props
  const onRetryTurn = useCallback(() => {
    const prompt = useSessionStore.getState().currentSession?.messages.findLast(isPrompt)
    const text = prompt?.content.map((block) => (block.type === 'text' ? block.text : '')).join('') ?? ''
    if (text !== '') onSend(text)
  }, [onSend])

  return (
    <TaskListContext value={tasks}>
      <Transcript
        settled={settled}
        open={open}
        toolResults={toolResults}
        outbox={rows}
        permissions={permissions}
        turn={turn}
        retry={retry}
        lastTurn={lastTurn}
        older={older}
        onLoadOlder={onLoadOlder}
        onRetryTurn={onRetryTurn}
        onSendAgain={props.onSendAgain}
        onDiscard={discardMessage}
        search={searchSession}
        loadUntil={loadUntil}
        empty={
          <EmptySession
            agent={props.agent}
            agentName={props.agentName}
            projectName={props.projectName}
            onSuggest={props.onSuggest}
            standIn={standIn}
            onUseStandIn={() => standIn && setAgent(standIn.id)}
          />
        }
      />
      {turn !== 'idle' && <TaskSummary />}
    </TaskListContext>
  )
}

/** A session that is not stored holds nothing to find. */
async function searchSession(query: string): Promise<FindResult> {
  const session = useSessionStore.getState().currentSession
  if (session?.status !== 'created' || session.projectId === null) return { hits: [], total: 0 }
  return findInSession(session.projectId, session.id, query)
}

function olderState(session: SessionData | null): OlderState {
  if (session?.loadingState === 'loadingOlder') return 'loading'
  return session === null || session.before === null ? 'none' : 'more'
}

function toRow(entry: OutboxEntry): OutboxRow {
  return { id: entry.id, text: entry.text, refused: entry.state === 'failed' ? entry.error.message : null }
}
