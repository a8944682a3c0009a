/** Puts other words into the composer; what stood there can be brought back for a moment. */
import type { HeldDraft } from '../connection/draftStorage.ts'
import { heldBy } from '../stores/draftActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { showToast } from '../ui/Toasts.tsx'

export function replaceDraft(draft: HeldDraft): void {
  const { currentSession: session, replaceDraft: replace } = useSessionStore.getState()
  if (!session) return
  const before = heldBy(session)
  replace(draft)
  if (before.text.trim() === '' && before.attachments.length === 0) return
  showToast({
    text: strings.composer.replaced,
    action: {
      label: strings.composer.undo,
      act: () => {
        if (useSessionStore.getState().currentSessionId === session.id) replace(before)
      }
    }
  })
}
