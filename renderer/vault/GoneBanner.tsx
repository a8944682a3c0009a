/** Says that the session on screen is read from the vault, and puts it back where its agent finds it. */
import { useEffect, useState } from 'react'
import { failureOf } from '../connection/requestFailure.ts'
import { lookForCopy, restoreFromVault } from '../stores/serverActions.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { strings } from '../strings/strings.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { showToast } from '../ui/Toasts.tsx'

interface GoneBannerProps {
  readonly sessionId: string
}

export function GoneBanner({ sessionId }: GoneBannerProps) {
  // Whoever never chose a vault has no copies to look for.
  const mayBeKept = useSettingsStore((state) => state.settings?.vault !== undefined)
  const [goneId, setGoneId] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    if (!mayBeKept) return undefined
    let isOver = false
    // Without an answer nothing is said: the session is shown all the same.
    lookForCopy(sessionId).then(
      ({ isGone }) => {
        if (!isOver) setGoneId(isGone ? sessionId : null)
      },
      () => undefined
    )
    return () => {
      isOver = true
    }
  }, [sessionId, mayBeKept])

  async function restore(): Promise<void> {
    setBusy(true)
    try {
      const { files } = await restoreFromVault({ sessionId })
      setGoneId(null)
      showToast({ text: strings.vault.restored(files) })
    } catch (thrown) {
      showToast({ text: sentenceOf(failureOf(thrown)) })
    } finally {
      setBusy(false)
    }
  }

  if (goneId !== sessionId) return null
  return (
    <Banner
      tone="warn"
      text={strings.vault.gone}
      action={
        <Button size="small" disabled={busy} onClick={() => void restore() /* tells its refusal */}>
          {strings.vault.restore}
        </Button>
      }
    />
  )
}
