/**
 * Asks whether a folder is trusted: before the first message to an agent for which it matters, and whenever somebody
 * wants to change the answer. The focus is on the dialog itself, not on an answer; Escape leaves things as they are.
 */
import { AlertDialog } from '@base-ui/react/alert-dialog'
import { useRef } from 'react'
import type { Project } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'
import { printable } from '../transcript/tools/printable.ts'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { TrustButtons } from './TrustButtons.tsx'
import { TrustMeaning } from './TrustMeaning.tsx'
import { useTrustAnswer } from './useTrustAnswer.ts'

interface TrustDialogProps {
  readonly project: Project
  /** A message waits for the answer. */
  readonly holdsMessage?: boolean
  readonly onAnswered: () => void
  /** It stays as it was. */
  readonly onDismiss: () => void
}

export function TrustDialog({ project, holdsMessage = false, onAnswered, onDismiss }: TrustDialogProps) {
  const popup = useRef<HTMLDivElement>(null)
  const { busy, problem, answer } = useTrustAnswer(project.id)
  const words = strings.trust

  async function carryOut(trusted: boolean): Promise<void> {
    if (await answer(trusted)) onAnswered()
  }

  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onDismiss()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Popup
          ref={popup}
          initialFocus={popup}
          className="pop fixed top-[18vh] left-1/2 z-50 flex max-h-[76vh] w-[min(480px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-y-auto rounded-lg border border-line bg-surface-raised p-5 shadow-pop outline-none"
        >
          <AlertDialog.Title className="text-body font-semibold">{words.title}</AlertDialog.Title>
          <p dir="auto" className="mt-1 font-mono text-code wrap-anywhere text-ink-muted">
            {printable(project.path)}
          </p>
          <AlertDialog.Description render={<div />} className="mt-3">
            <TrustMeaning />
            <p className="mt-2 text-ui text-ink-muted">
              {holdsMessage ? `${words.later} ${words.waits}` : words.later}
            </p>
          </AlertDialog.Description>
          {problem !== null && <ErrorNote className="mt-3" text={problem} />}
          <div className="mt-5 flex flex-wrap justify-end gap-2">
            <TrustButtons
              busy={busy}
              // Neither rejects: a refusal is shown above.
              onYes={() => void carryOut(true)}
              onNo={() => void carryOut(false)}
            />
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
