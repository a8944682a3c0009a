/** Quiet lines above the message: what a person should know before it goes. None of them blocks anything. */
import { CircleAlert, Info, X } from 'lucide-react'
import { strings } from '../strings/strings.ts'
import { IconButton } from '../ui/IconButton.tsx'

export interface ComposerNote {
  readonly tone: 'info' | 'warn'
  readonly text: string
  readonly onDismiss?: () => void
}

export function ComposerNotes({ notes }: { readonly notes: readonly ComposerNote[] }) {
  return (
    // Stands there before there is anything to say, so that what is said is announced.
    <div role="status" aria-label={strings.composer.notes} className="max-h-[18vh] overflow-y-auto">
      {notes.map(({ tone, text, onDismiss }) => {
        const Icon = tone === 'warn' ? CircleAlert : Info
        return (
          <div
            key={text}
            className="flex items-start gap-2 px-3.5 pt-1.5 text-meta text-ink-muted last:pb-1.5"
          >
            <Icon
              size={13}
              strokeWidth={1.75}
              className={tone === 'warn' ? 'mt-[1.5px] shrink-0 text-warn' : 'mt-[1.5px] shrink-0'}
              aria-hidden
            />
            <span dir="auto" className="min-w-0 flex-1 wrap-anywhere">
              {text}
            </span>
            {onDismiss && (
              <IconButton
                icon={X}
                size="small"
                label={strings.app.dismiss}
                onClick={onDismiss}
                className="-my-1"
              />
            )}
          </div>
        )
      })}
    </div>
  )
}
