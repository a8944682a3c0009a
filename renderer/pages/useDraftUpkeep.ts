/** Keeps the draft on screen true: written away when the page is left, read again when it is looked at anew. */
import { useEffect } from 'react'
import { useSessionStore } from '../stores/sessionStore.ts'

export function useDraftUpkeep(): void {
  useEffect(() => {
    const { flushDrafts, refreshDraft } = useSessionStore.getState()
    const controller = new AbortController()
    const { signal } = controller
    window.addEventListener('pagehide', () => flushDrafts({ leaving: true }), { signal })
    document.addEventListener(
      'visibilitychange',
      () => document.visibilityState === 'hidden' && flushDrafts({ leaving: true }),
      { signal }
    )
    window.addEventListener('blur', () => flushDrafts({ leaving: false }), { signal })
    window.addEventListener('focus', () => void refreshDraft(), { signal }) // never rejects
    return () => controller.abort()
  }, [])
}
