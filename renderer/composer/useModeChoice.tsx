/** Choosing a permission mode, from the list or one after the other: bypass only after it has been confirmed. */
import { useCallback, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { PermissionMode } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'

interface ModePlace {
  readonly mode: PermissionMode
  /** What the agent can do, in the order of the list. */
  readonly offered: readonly PermissionMode[]
  readonly onMode: (mode: PermissionMode) => void
}

export interface ModeChoice {
  readonly choose: (mode: PermissionMode) => void
  /** The one after this one; after the last comes the first. */
  readonly next: () => void
  /** To be drawn somewhere: the question, while it is asked. */
  readonly dialog: ReactNode
}

/** `else`: the mode to go on with when bypass is declined, null to stay. */
interface Asking {
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
      if (chosen === 'bypassPermissions') ask({ else: null })
      else onMode(chosen)
    },
    [onMode, ask]
  )
  const next = useCallback(() => {
    const following = modeAfter(mode, offered)
    if (following === mode) return
    if (following === 'bypassPermissions') ask({ else: modeAfter(following, offered) })
    else onMode(following)
  }, [mode, offered, onMode, ask])

  const dialog = asking && (
    <ConfirmDialog
      title={strings.composer.bypassTitle}
      body={strings.composer.bypassBody}
      confirm={strings.composer.bypassConfirm}
      onConfirm={() => {
        confirmed.current = true
        onMode('bypassPermissions')
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

export function modeAfter(mode: PermissionMode, offered: readonly PermissionMode[]): PermissionMode {
  return offered[(offered.indexOf(mode) + 1) % offered.length] ?? mode
}
