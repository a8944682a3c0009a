/** Chooses an earlier prompt to go back to: newest first, by its first line. */
import { Dialog } from '@base-ui/react/dialog'
import { CornerUpLeft } from 'lucide-react'
import { isPrompt } from '../../shared/evolve.ts'
import type { SessionMessage } from '../../shared/session.ts'
import { useSessionStore } from '../stores/sessionStore.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { formatRelative } from '../ui/formatTime.ts'
import { useNow } from '../ui/useNow.ts'
import { promptOf } from './promptOf.ts'

interface RewindPickerProps {
  readonly onChoose: (prompt: SessionMessage) => void
  readonly onClose: () => void
}

const NONE: readonly SessionMessage[] = []

export function RewindPicker({ onChoose, onClose }: RewindPickerProps) {
  const words = strings.steering
  const settled = useSessionStore((state) => state.currentSession?.settled ?? NONE)
  const hasOlder = useSessionStore((state) => state.currentSession?.before !== null)
  const now = useNow(60_000)
  const prompts = settled.filter(isPrompt).toReversed()
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="pop fixed top-[14vh] left-1/2 z-50 flex max-h-[68vh] w-[min(560px,calc(100vw-32px))] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface-raised shadow-pop">
          <div className="border-b border-line px-5 py-3.5">
            <Dialog.Title className="text-body font-semibold">{words.rewindTitle}</Dialog.Title>
            <Dialog.Description className="mt-0.5 text-meta text-ink-muted">
              {prompts.length === 0 ? words.rewindNothing : words.rewindHint}
            </Dialog.Description>
          </div>
          <ul className="min-h-0 overflow-y-auto p-1.5">
            {prompts.map((prompt) => (
              <li key={prompt.id}>
                <button
                  type="button"
                  onClick={() => onChoose(prompt)}
                  className="flex w-full items-center gap-3 rounded-md px-3 py-2 text-left text-ui hover:bg-hover"
                >
                  <CornerUpLeft
                    size={15}
                    strokeWidth={1.75}
                    className="shrink-0 text-ink-faint"
                    aria-hidden
                  />
                  <span dir="auto" className="line-clamp-2 min-w-0 flex-1 wrap-anywhere">
                    {promptOf(prompt).text || strings.session.image}
                  </span>
                  <time dateTime={prompt.createdAt} className="shrink-0 text-meta text-ink-faint">
                    {formatRelative(prompt.createdAt, now)}
                  </time>
                </button>
              </li>
            ))}
            {hasOlder && (
              <li className="px-3 py-2">
                {/* failing is the session's `error` */}
                <Button size="small" onClick={() => void useSessionStore.getState().loadOlderMessages()}>
                  {words.rewindMore}
                </Button>
              </li>
            )}
          </ul>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
