/** The line above the transcript: the session's title, where it began, who answers, what it has cost so far. */
import { PanelLeftOpen } from 'lucide-react'
import { useCallback, useState } from 'react'
import type { AgentInfo } from '../../shared/protocol.ts'
import { useAction } from '../keys/actionStore.ts'
import { UsageMeter } from '../meters/UsageMeter.tsx'
import { useUsage } from '../meters/useUsage.ts'
import { BranchName, OriginSign } from '../sidebar/OriginSigns.tsx'
import { SessionMenu } from '../steering/SessionMenu.tsx'
import type { Steering } from '../steering/useSteering.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { useDocumentTitle } from '../hooks/useDocumentTitle.ts'
import { SessionOptionsMenu } from './SessionOptionsMenu.tsx'

interface SessionHeaderProps {
  readonly projectId: string
  readonly projectPath: string
  readonly projectName: string
  readonly sessionId: string
  readonly agent: AgentInfo | null
  readonly agentName: string
  readonly steering: Pick<Steering, 'beginEdit' | 'fork'>
  /** Null while the sidebar is in view. */
  readonly onShowSidebar: (() => void) | null
}

export function SessionHeader(props: SessionHeaderProps) {
  const { projectId, projectPath, projectName, sessionId, agent, agentName, steering, onShowSidebar } = props
  const title = useSessionStore((state) => state.currentSession?.title ?? null)
  const preview = useSessionStore((state) => state.currentSession?.metadata.firstMessagePreview ?? null)
  const origin = useSessionStore((state) => state.currentSession?.replica.session.origin)
  const branch = useSessionStore((state) => state.currentSession?.replica.session.gitBranch)
  const usage = useUsage(projectId, sessionId)
  const [metersOpen, setMetersOpen] = useState(false)
  const shown = title ?? preview ?? strings.shell.untitled

  useDocumentTitle(shown, projectName)

  const openMeters = useCallback(() => setMetersOpen(true), [])
  useAction('usage', usage === null ? null : openMeters)

  return (
    <header className="isolate flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
      {onShowSidebar && (
        <IconButton
          icon={PanelLeftOpen}
          label={strings.shell.showSidebar}
          onClick={onShowSidebar}
          className="-ml-1.5"
        />
      )}
      <h1 dir="auto" className="min-w-0 flex-1 truncate text-ui font-semibold" title={shown}>
        {shown}
      </h1>
      {branch && <BranchName branch={branch} className="max-w-[24%] shrink-0 max-[1000px]:hidden" />}
      <OriginSign origin={origin} />
      <p className="shrink-0 text-meta text-ink-muted">{agentName}</p>
      <SessionOptionsMenu projectId={projectId} agent={agent} />
      {usage && <UsageMeter usage={usage} open={metersOpen} onOpenChange={setMetersOpen} />}
      <SessionMenu
        projectId={projectId}
        projectPath={projectPath}
        sessionId={sessionId}
        title={shown}
        agentName={agentName}
        steering={steering}
      />
    </header>
  )
}
