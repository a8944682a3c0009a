/** Asks before a session is deleted, and says what will be gone and what stays, path by path. */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useEffect, useState } from 'react'
import type { Deletion } from '../../shared/steering.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { readConnection } from '../stores/connectionStore.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'

interface DeleteDialogProps {
  readonly projectId: string
  readonly sessionId: string
  readonly title: string
  /** Resolves to a sentence when it did not work; the dialog stays open and shows it. */
  readonly onDelete: () => Promise<string | null>
  readonly onClose: () => void
}

export function DeleteDialog({ projectId, sessionId, title, onDelete, onClose }: DeleteDialogProps) {
  const words = strings.steering
  const [deletion, setDeletion] = useState<Deletion | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  useEffect(() => {
    let gone = false
    readConnection()
      .http.readDeletion(projectId, sessionId)
      .then(
        (answer) => !gone && setDeletion(answer),
        (thrown: unknown) => !gone && setProblem(failureOf(thrown).message)
      )
    return () => {
      gone = true
    }
  }, [projectId, sessionId])

  async function carryOut(): Promise<void> {
    setBusy(true)
    const refused = await onDelete()
    setBusy(false)
    if (refused === null) onClose()
    else setProblem(refused)
  }

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Popup className="pop fixed top-[18vh] left-1/2 z-50 flex max-h-[70vh] w-[min(520px,calc(100vw-32px))] -translate-x-1/2 flex-col rounded-lg border border-line bg-surface-raised p-5 shadow-pop">
          <AlertDialog.Title className="text-body font-semibold">{words.deleteTitle}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1.5 text-ui wrap-anywhere text-ink-muted">
            {`“${title}”. ${words.deleteFiles}`}
          </AlertDialog.Description>
          <div className="mt-3 min-h-0 overflow-y-auto">
            <Paths label={words.deleteRemoves} paths={deletion?.removes ?? []} />
            <Paths label={words.deleteKeeps} paths={deletion?.keeps ?? []} />
          </div>
          {problem !== null && <ErrorNote className="mt-3" text={problem} />}
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={onClose}>{strings.app.cancel}</Button>
            {/* carryOut never rejects: refusals come back as a sentence */}
            <Button tone="danger" disabled={busy} onClick={() => void carryOut()}>
              {words.deleteConfirm}
            </Button>
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}

function Paths({ label, paths }: { readonly label: string; readonly paths: readonly string[] }) {
  if (paths.length === 0) return null
  return (
    <>
      <p className="mt-1 text-meta font-medium text-ink-muted">{label}</p>
      <ul className="mb-2">
        {paths.map((path) => (
          <li key={path} className="font-mono text-code wrap-anywhere text-ink-muted">
            {path}
          </li>
        ))}
      </ul>
    </>
  )
}
