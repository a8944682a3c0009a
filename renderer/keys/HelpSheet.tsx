/** The help sheet (`?`): every key of the app, from the keymap. */
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { useRef } from 'react'
import { strings } from '../strings/strings.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { KeyList } from './KeyList.tsx'

interface HelpSheetProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}

export function HelpSheet({ open, onOpenChange }: HelpSheetProps) {
  // The list, so that arrow keys scroll it and Escape closes the sheet rather than a button's hint.
  const list = useRef<HTMLDivElement>(null)
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup
          initialFocus={list}
          className="pop fixed top-1/2 left-1/2 z-50 flex max-h-[86vh] w-[min(760px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 flex-col rounded-lg border border-line bg-surface-raised shadow-pop"
        >
          <div className="flex items-center gap-2 border-b border-line px-5 py-3">
            <Dialog.Title className="flex-1 text-body font-semibold">{strings.keys.title}</Dialog.Title>
            <Dialog.Close render={<IconButton icon={X} label={strings.keys.close} />} />
          </div>

          <div
            className="min-h-0 overflow-y-auto rounded-b-lg px-5 py-4 -outline-offset-2"
            ref={list}
            tabIndex={0}
            role="region"
            aria-label={strings.keys.title}
          >
            <KeyList />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
