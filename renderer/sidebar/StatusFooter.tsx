/** The quiet line at the foot of the sidebar: connection, version, and the way to the settings. */
import type { ReactNode } from 'react'
import { strings } from '../strings/strings.ts'
import { joinClasses } from '../ui/joinClasses.ts'

/** Of this window's session; `idle` when there is none to be connected to. */
export type ConnectionLight = 'idle' | 'connected' | 'connecting' | 'offline'

interface StatusFooterProps {
  readonly light: ConnectionLight
  readonly version: string | null
  /** The settings, once they are known. */
  readonly children: ReactNode
}

const LIGHTS: Readonly<Record<ConnectionLight, string>> = {
  idle: 'bg-line-strong',
  connected: 'bg-ok',
  connecting: 'bg-warn',
  offline: 'bg-danger'
}

export function StatusFooter({ light, version, children }: StatusFooterProps) {
  return (
    <footer className="flex h-10 shrink-0 items-center gap-2 border-t border-line pr-2 pl-4 text-meta text-ink-muted">
      <span className={joinClasses('size-[7px] shrink-0 rounded-full', LIGHTS[light])} aria-hidden />
      <span>{strings.shell[light]}</span>
      <span className="min-w-0 flex-1 truncate text-right text-ink-faint">
        {version !== null && strings.app.version(version)}
      </span>
      {children}
    </footer>
  )
}
