/** Says that another process has the session on screen, and offers the ways to go on here. */
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { sessionPath } from '../../shared/address.ts'
import type { TakeOver } from '../../shared/steering.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { takeOverSession } from '../stores/serverActions.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { strings } from '../strings/strings.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { showToast } from '../ui/Toasts.tsx'

interface HeldBannerProps {
  readonly projectId: string
  readonly sessionId: string
}

export function HeldBanner({ projectId, sessionId }: HeldBannerProps) {
  const heldBy = useSessionStore((state) => state.currentSession?.heldBy ?? null)
  const canFork = useSessionStore((state) => (state.currentSession?.metadata.messageCount ?? 0) > 0)
  const navigate = useNavigate()
  const [asks, setAsks] = useState(false)
  const [busy, setBusy] = useState(false)

  /** Resolves to a sentence when it was refused. */
  async function take(how: TakeOver['how']): Promise<string | null> {
    setBusy(true)
    try {
      const taken = await takeOverSession(projectId, sessionId, { how })
      if (how === 'fork') await navigate(sessionPath(projectId, taken.sessionId))
      showToast({ text: how === 'fork' ? strings.held.forked : strings.held.freed })
      return null
    } catch (thrown) {
      return sentenceOf(failureOf(thrown))
    } finally {
      setBusy(false)
    }
  }

  async function fork(): Promise<void> {
    const refused = await take('fork')
    if (refused !== null) showToast({ text: refused })
  }

  return (
    <>
      {heldBy !== null && (
        <Banner
          tone={heldBy.status === 'waiting' ? 'warn' : 'watch'}
          text={strings.held.watched(heldBy)}
          action={
            <span className="flex shrink-0 flex-wrap justify-end gap-1.5">
              {canFork && (
                <Button size="small" disabled={busy} onClick={() => void fork() /* tells its refusal */}>
                  {strings.held.fork}
                </Button>
              )}
              <Button size="small" disabled={busy} onClick={() => setAsks(true)}>
                {strings.held.end}
              </Button>
            </span>
          }
        />
      )}
      {asks && heldBy !== null && (
        <ConfirmDialog
          title={strings.held.endTitle}
          body={strings.held.endBody(heldBy)}
          confirm={strings.held.endConfirm}
          onConfirm={() => take('end')}
          onClose={() => setAsks(false)}
        />
      )}
    </>
  )
}
