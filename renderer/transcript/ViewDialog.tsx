/** A large view of something that is small in its place: a picture, a document. Escape closes it. */
import { Dialog } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { strings } from '../strings/strings.ts'
import { IconButton } from '../ui/IconButton.tsx'

interface ViewDialogProps {
  readonly title: string
  /** Beside the title, at its right. */
  readonly actions?: ReactNode
  readonly onClose: () => void
  readonly children: ReactNode
}

export function ViewDialog({ title, actions, onClose, children }: ViewDialogProps) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="pop fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100vh-48px)] w-fit max-w-[calc(100vw-48px)] min-w-72 -translate-1/2 flex-col overflow-hidden rounded-lg border border-line bg-surface-raised shadow-pop">
          <div className="flex items-center gap-2 border-b border-line py-1.5 pr-1.5 pl-4">
            <Dialog.Title className="min-w-0 flex-1 truncate text-ui font-semibold">{title}</Dialog.Title>
            {actions}
            <Dialog.Close render={<IconButton icon={X} label={strings.session.closeView} />} />
          </div>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
