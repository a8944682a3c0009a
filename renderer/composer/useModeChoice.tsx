/** Choosing a permission mode, from the list or one after the other: one that asks nothing only after it has been confirmed. */
import { useCallback, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { AgentMode } from '../../shared/agentOptions.ts'
import type { PermissionMode } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'

interface ModePlace {
  readonly mode: PermissionMode
  /** What the agent declares, in the order of the list. */
  readonly offered: readonly AgentMode[]
  readonly onMode: (mode: PermissionMode) => void
}

export interface ModeChoice {
  readonly choose: (mode: PermissionMode) => void
  /** The one after this one; after the last comes the first. */
  readonly next: () => void
  /** To be drawn somewhere: the question, while it is asked. */
  readonly dialog: ReactNode
}

/** `mode` is the dangerous one; `else` the one to go on with when it is declined, null to stay. */
interface Asking {
  readonly mode: PermissionMode
  readonly else: PermissionMode | null
}

export function useModeChoice({ mode, offered, onMode }: ModePlace): ModeChoice {
  const [asking, setAsking] = useState<Asking | null>(null)
  const confirmed = useRef(false)

  const ask = useCallback((what: Asking) => {
    confirmed.current = false
    setAsking(what)
  }, [])

  const choose = useCallback(
    (chosen: PermissionMode) => {
      if (isDangerous(chosen, offered)) ask({ mode: chosen, else: null })
      else onMode(chosen)
    },
    [offered, onMode, ask]
  )
  const next = useCallback(() => {
    const following = modeAfter(mode, offered)
    if (following === mode) return
    if (isDangerous(following, offered)) ask({ mode: following, else: modeAfter(following, offered) })
    else onMode(following)
  }, [mode, offered, onMode, ask])

  const dialog = asking && (
    <ConfirmDialog
      title={strings.composer.bypassTitle}
      body={strings.composer.bypassBody}
      confirm={strings.composer.bypassConfirm}
      onConfirm={() => {
        confirmed.current = true
        onMode(asking.mode)
        return Promise.resolve(null)
      }}
      onClose={() => {
        setAsking(null)
        if (asking.else !== null && !confirmed.current) onMode(asking.else)
      }}
    />
  )
  return { choose, next, dialog }
}

function modeAfter(mode: PermissionMode, offered: readonly AgentMode[]): PermissionMode {
  const at = offered.findIndex(({ id }) => id === mode)
  return offered[(at + 1) % offered.length]?.id ?? mode
}

function isDangerous(mode: PermissionMode, offered: readonly AgentMode[]): boolean {
  return offered.find(({ id }) => id === mode)?.dangerous === true
}
