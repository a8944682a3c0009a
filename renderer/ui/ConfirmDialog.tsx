/** Asks before something that cannot be taken back. Opened and closed by its parent's state. */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { strings } from '../strings/strings.ts'
import { Button } from './Button.tsx'
import { ErrorNote } from './ErrorNote.tsx'

interface ConfirmDialogProps {
  readonly title: string
  readonly body: string
  /** More than a sentence: what it is about, in a part that scrolls. */
  readonly children?: ReactNode
  readonly confirm: string
  readonly tone?: 'danger' | 'primary'
  /** Resolves to a sentence when it did not work; the dialog stays open and shows it. */
  readonly onConfirm: () => Promise<string | null>
  readonly onClose: () => void
}

export function ConfirmDialog({
  title,
  body,
  children,
  confirm,
  tone = 'danger',
  onConfirm,
  onClose
}: ConfirmDialogProps) {
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function carryOut(): Promise<void> {
    setBusy(true)
    const refused = await onConfirm()
    setBusy(false)
    if (refused === null) onClose()
    else setProblem(refused)
  }

  const size =
    children === undefined
      ? 'top-[22vh] w-[min(420px,calc(100vw-32px))]'
      : 'top-[18vh] w-[min(520px,calc(100vw-32px))]'
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Popup
          className={`pop fixed left-1/2 z-50 flex max-h-[70vh] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface-raised p-5 shadow-pop ${size}`}
        >
          <AlertDialog.Title className="text-body font-semibold">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-ui wrap-anywhere text-ink-muted">
            {body}
          </AlertDialog.Description>
          {children !== undefined && <div className="mt-3 min-h-0 overflow-y-auto">{children}</div>}
          {problem !== null && <ErrorNote className="mt-3" text={problem} />}
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={onClose}>{strings.app.cancel}</Button>
            {/* carryOut never rejects: refusals come back as a sentence */}
            <Button tone={tone} disabled={busy} onClick={() => void carryOut()}>
              {confirm}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
