/** Takes an API key. What is typed is not shown, not remembered by the browser, and gone when the dialog closes. */
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'

interface KeyDialogProps {
  readonly name: string
  /** Resolves to a sentence when it did not work; the dialog stays open and shows it. */
  readonly onSave: (key: string) => Promise<string | null>
  readonly onClose: () => void
}

export function KeyDialog({ name, onSave, onClose }: KeyDialogProps) {
  const words = strings.doctor.keys
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  async function save(): Promise<void> {
    const refused = await onSave(key)
    if (refused === null) onClose()
    else setProblem(refused)
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="pop fixed top-[22vh] left-1/2 z-50 w-[min(420px,calc(100vw-32px))] -translate-x-1/2 rounded-lg border border-line bg-surface-raised p-5 shadow-pop">
          <Dialog.Title className="text-body font-semibold">{words.dialogTitle(name)}</Dialog.Title>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void save() // never rejects: refusals come back as a sentence
            }}
          >
            <input
              type="password"
              autoComplete="off"
              spellCheck={false}
              aria-label={words.dialogLabel}
              value={key}
              onChange={(event) => setKey(event.target.value)}
              className="mt-3 h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 font-mono text-code"
            />
            {problem !== null && <ErrorNote className="mt-3" text={problem} />}
            <div className="mt-5 flex justify-end gap-2">
              <Button onClick={onClose}>{strings.app.cancel}</Button>
              <Button tone="primary" type="submit" disabled={key.trim() === ''}>
                {strings.app.save}
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
