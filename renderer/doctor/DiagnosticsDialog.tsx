/** Shows the diagnostics as they would be saved, and saves them: exactly what was read, nowhere else. */
import { Dialog } from '@base-ui/react/dialog'
import { useEffect, useState } from 'react'
import type { Diagnostics } from '../../shared/doctor.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { readDiagnostics } from '../stores/serverActions.ts'
import { language, strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { Coil } from '../ui/Coil.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { showToast } from '../ui/Toasts.tsx'
import { saveDiagnostics } from './saveDiagnostics.ts'

interface DiagnosticsDialogProps {
  readonly onClose: () => void
}

export function DiagnosticsDialog({ onClose }: DiagnosticsDialogProps) {
  const words = strings.doctor
  const [diagnostics, setDiagnostics] = useState<Diagnostics | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isSaving, setSaving] = useState(false)

  useEffect(() => {
    let gone = false
    readDiagnostics(language).then(
      (made) => {
        if (!gone) setDiagnostics(made)
      },
      (thrown: unknown) => {
        if (!gone) setProblem(failureOf(thrown).message)
      }
    )
    return () => {
      gone = true
    }
  }, [])

  async function save(made: Diagnostics): Promise<void> {
    setSaving(true)
    try {
      const saved = await saveDiagnostics(made)
      if (saved.kind === 'saved') {
        if (saved.path !== null) showToast({ text: words.diagnosticsSaved(saved.path) })
        onClose()
      }
    } catch (thrown) {
      setProblem(failureOf(thrown).message)
    } finally {
      setSaving(false)
    }
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="pop fixed top-1/2 left-1/2 z-50 flex h-[min(680px,calc(100vh-48px))] w-[min(760px,calc(100vw-32px))] -translate-1/2 flex-col rounded-lg border border-line bg-surface-raised p-5 shadow-pop">
          <Dialog.Title className="text-body font-semibold">{words.diagnosticsTitle}</Dialog.Title>
          <Dialog.Description className="mt-1 text-ui text-ink-muted">
            {words.diagnosticsHint}
          </Dialog.Description>
          {diagnostics === null ? (
            <p
              role="status"
              className="mt-4 flex flex-1 items-center justify-center gap-2 text-ui text-ink-muted"
            >
              {problem === null && (
                <>
                  <Coil />
                  {words.diagnosticsMaking}
                </>
              )}
            </p>
          ) : (
            <pre
              // Longer than the dialog: the keyboard must reach it to scroll.
              tabIndex={0}
              aria-label={words.diagnosticsTitle}
              className="mt-4 min-h-0 flex-1 overflow-auto rounded-md border border-line bg-surface-sunken p-3 font-mono text-code wrap-anywhere whitespace-pre-wrap"
            >
              {diagnostics.text}
            </pre>
          )}
          {problem !== null && <ErrorNote className="mt-3" text={problem} />}
          <div className="mt-4 flex justify-end gap-2">
            <Button onClick={onClose}>{strings.app.cancel}</Button>
            <Button
              tone="primary"
              disabled={diagnostics === null || isSaving}
              onClick={() => diagnostics && void save(diagnostics) /* never rejects */}
            >
              {words.diagnosticsSave}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
