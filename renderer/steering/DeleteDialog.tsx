/** Asks before a session is deleted, and says what will be gone and what stays, path by path. */
import { useEffect, useState } from 'react'
import type { SessionOrigin } from '../../shared/session.ts'
import type { Deletion } from '../../shared/steering.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { readDeletion } from '../stores/serverActions.ts'
import { strings } from '../strings/strings.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'

interface DeleteDialogProps {
  readonly projectId: string
  readonly sessionId: string
  readonly title: string
  /** Where it began; what did not begin here stays with its agent. */
  readonly origin: SessionOrigin | undefined
  /** Resolves to a sentence when it did not work; the dialog stays open and shows it. */
  readonly onDelete: () => Promise<string | null>
  readonly onClose: () => void
}

export function DeleteDialog({ projectId, sessionId, title, origin, onDelete, onClose }: DeleteDialogProps) {
  const words = strings.steering
  const isFound = origin !== undefined && origin !== 'skein'
  const [deletion, setDeletion] = useState<Deletion | null>(null)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    let gone = false
    readDeletion(projectId, sessionId).then(
      (answer) => !gone && setDeletion(answer),
      (thrown: unknown) => !gone && setProblem(failureOf(thrown).message)
    )
    return () => {
      gone = true
    }
  }, [projectId, sessionId])

  return (
    <ConfirmDialog
      title={words.deleteTitle}
      body={[words.deletes(title), ...(isFound ? [words.deleteFound] : []), words.deleteFiles].join(' ')}
      confirm={words.deleteConfirm}
      onConfirm={onDelete}
      onClose={onClose}
    >
      <Paths label={words.deleteRemoves} paths={deletion?.removes ?? []} />
      <Paths label={words.deleteKeeps} paths={deletion?.keeps ?? []} />
      {problem !== null && <ErrorNote text={problem} />}
    </ConfirmDialog>
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
