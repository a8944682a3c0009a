/** What concerns the whole session right now, most pressing last to be ignored: one line each, only when true. */
import { strings } from '../strings/strings.ts'
import type { useSessionWebSocket } from '../hooks/useSessionWebSocket.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { useSettingsStore } from '../stores/settingsStore.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { useDelayed } from '../ui/useDelayed.ts'

/** A blip this short is not worth a word, in milliseconds. */
const DISCONNECTED_AFTER_MS = 600

interface SessionBannersProps {
  readonly socket: ReturnType<typeof useSessionWebSocket>
}

export function SessionBanners({ socket }: SessionBannersProps) {
  const status = useSessionStore((state) => state.currentSession?.status)
  const problems = useSettingsStore((state) => state.problems)
  const away = useDelayed(status === 'created' && !socket.isReady, DISCONNECTED_AFTER_MS)
  return (
    <>
      {problems.map((problem) => (
        <Banner key={problem.message} tone="warn" text={sentenceOf(problem)} />
      ))}
      {status === 'creating' && <Banner tone="progress" text={strings.banner.creating} />}
      {away && <ConnectionBanner socket={socket} />}
    </>
  )
}

function ConnectionBanner({ socket }: SessionBannersProps) {
  const { connection, refusal, gaveUp, attempt, maxAttempts, reconnect } = socket
  const isUnproven = 'failure' in connection && connection.phase !== 'refused'
  if (refusal) return <Banner tone="danger" text={refusal.message} />
  if (gaveUp) {
    return (
      <Banner
        tone="danger"
        text={isUnproven ? strings.banner.unproven : strings.banner.gaveUp}
        action={
          <Button size="small" onClick={reconnect}>
            {strings.banner.reconnect}
          </Button>
        }
      />
    )
  }
  if (isUnproven) return <Banner tone="danger" text={strings.banner.unproven} />
  const text = attempt > 0 ? strings.banner.reconnecting(attempt, maxAttempts) : strings.banner.disconnected
  return <Banner tone="warn" text={text} />
}
