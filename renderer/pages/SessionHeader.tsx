/** The line above the transcript: the session's title, who answers, what it has cost so far. */
import { PanelLeftOpen } from 'lucide-react'
import { useEffect } from 'react'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { formatCount } from '../ui/formatCount.ts'
import { IconButton } from '../ui/IconButton.tsx'

interface SessionHeaderProps {
  readonly agentName: string
  readonly projectName: string
  /** Null while the sidebar is in view. */
  readonly onShowSidebar: (() => void) | null
}

export function SessionHeader({ agentName, projectName, onShowSidebar }: SessionHeaderProps) {
  const title = useSessionStore((state) => state.currentSession?.title ?? null)
  const preview = useSessionStore((state) => state.currentSession?.metadata.firstMessagePreview ?? null)
  const tokens = useSessionStore((state) => state.currentSession?.metadata.totalTokens ?? 0)
  const shown = title ?? preview ?? strings.shell.untitled

  useEffect(() => {
    document.title = [shown, projectName, strings.app.name].filter((part) => part !== '').join(' · ')
  }, [shown, projectName])

  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
      {onShowSidebar && (
        <IconButton
          icon={PanelLeftOpen}
          label={strings.shell.showSidebar}
          onClick={onShowSidebar}
          className="-ml-1.5"
        />
      )}
      <h1 className="min-w-0 flex-1 truncate text-ui font-semibold" title={shown}>
        {shown}
      </h1>
      <p className="shrink-0 text-meta text-ink-muted tabular-nums">
        {agentName}
        {tokens > 0 && ` · ${strings.shell.tokens(formatCount(tokens))}`}
      </p>
    </header>
  )
}
