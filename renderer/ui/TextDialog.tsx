/** Asks for one line of text: a new title, a key. Enter saves, Escape leaves things as they were. */
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { strings } from '../strings/strings.ts'
import { Button } from './Button.tsx'
import { ErrorNote } from './ErrorNote.tsx'

interface TextDialogProps {
  readonly title: string
  readonly label: string
  readonly value: string
  /** Characters it may have; absent: 200. */
  readonly longest?: number
  /** A key: what is typed is not shown, and not remembered by the browser. */
  readonly isSecret?: boolean
  /** Resolves to a sentence when it did not work; the dialog stays open and shows it. */
  readonly onSave: (text: string) => Promise<string | null>
  readonly onClose: () => void
}

export function TextDialog({
  title,
  label,
  value,
  isSecret = false,
  longest = 200,
  onSave,
  onClose
}: TextDialogProps) {
  const [text, setText] = useState(value)
  const [problem, setProblem] = useState<string | null>(null)

  async function save(): Promise<void> {
    const refused = await onSave(text.trim())
    if (refused === null) onClose()
    else setProblem(refused)
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="pop fixed top-[22vh] left-1/2 z-50 w-[min(420px,calc(100vw-32px))] -translate-x-1/2 rounded-lg border border-line bg-surface-raised p-5 shadow-pop">
          <Dialog.Title className="text-body font-semibold">{title}</Dialog.Title>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void save() // never rejects: refusals come back as a sentence
            }}
          >
            <input
              aria-label={label}
              value={text}
              {...(isSecret
                ? { type: 'password', autoComplete: 'off', spellCheck: false }
                : { maxLength: longest })}
              onChange={(event) => setText(event.target.value)}
              onFocus={(event) => event.target.select()}
              className={`mt-3 h-8 w-full rounded-md border border-line-strong bg-surface px-2.5 ${isSecret ? 'font-mono text-code' : 'text-ui'}`}
            />
            {problem !== null && <ErrorNote className="mt-3" text={problem} />}
            <div className="mt-5 flex justify-end gap-2">
              <Button onClick={onClose}>{strings.app.cancel}</Button>
              <Button tone="primary" type="submit" disabled={text.trim() === ''}>
                {strings.app.save}
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
