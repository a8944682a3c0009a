/** A session that could not be loaded: why, and the way to try again. What is typed below stays. */
import { useSessionStore } from '../stores/sessionStore.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'

export function LoadFailed({ onRetry }: { readonly onRetry: () => void }) {
  const why = useSessionStore((state) => state.currentSession?.error ?? null)
  return (
    <div
      role="alert"
      className="flex min-h-0 flex-1 flex-col items-center justify-center gap-1 px-6 text-center"
    >
      <h2 className="text-body font-semibold">{strings.session.loadFailed}</h2>
      {why !== null && <p className="max-w-md text-ui wrap-anywhere text-ink-muted">{sentenceOf(why)}</p>}
      <Button className="mt-3" onClick={onRetry}>
        {strings.app.retry}
      </Button>
    </div>
  )
}
