/**
 * Asks how a session is to be exported, shows what that would be and what of it is masked, and does it: into a chosen file on
 * the desktop, as a download in a browser, or onto the clipboard. Until then nothing is written.
 */
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { ExportFormat } from '../../shared/steering.ts'
import type { ExportRequest } from '../../shared/steering.ts'
import { Choices } from '../ui/Choices.tsx'
import { SettingsRow } from '../ui/SettingsSection.tsx'
import { Toggle } from '../ui/Toggle.tsx'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { ExportPreviewPane } from './ExportPreviewPane.tsx'
import { useExportPreview } from './useExportPreview.ts'
import type { ReadPreview } from './useExportPreview.ts'

interface ExportDialogProps {
  /** Resolves to a sentence when it did not work; the dialog stays open and shows it. */
  readonly onExport: (wish: ExportRequest) => Promise<string | null>
  /** As `onExport`, onto the clipboard; the dialog stays open. */
  readonly onCopy: (wish: ExportRequest) => Promise<string | null>
  /** The same function as long as the dialog is open. */
  readonly readPreview: ReadPreview
  readonly onClose: () => void
}

export function ExportDialog({ onExport, onCopy, readPreview, onClose }: ExportDialogProps) {
  const words = strings.steering
  const [wish, setWish] = useState<ExportRequest>({ format: 'markdown', maskSecrets: true, maskHome: true })
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  const state = useExportPreview(wish, readPreview)
  const isReady = state.status !== 'reading' && !busy

  async function carryOut(act: (wish: ExportRequest) => Promise<string | null>): Promise<boolean> {
    setBusy(true)
    const refused = await act(wish)
    setBusy(false)
    setProblem(refused)
    return refused === null
  }

  async function exportIt(): Promise<void> {
    if (await carryOut(onExport)) onClose()
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="pop fixed top-[7vh] left-1/2 z-50 flex max-h-[88vh] w-[min(680px,calc(100vw-32px))] -translate-x-1/2 flex-col overflow-auto rounded-lg border border-line bg-surface-raised p-5 shadow-pop">
          <Dialog.Title className="mb-2 text-body font-semibold">{words.exportTitle}</Dialog.Title>
          <SettingsRow label={words.exportFormat} hint={words.formatHints[wish.format]}>
            {(labelledBy) => (
              <Choices
                labelledBy={labelledBy}
                value={wish.format}
                choices={ExportFormat.options.map((format) => ({
                  value: format,
                  label: words.formats[format]
                }))}
                onChoose={(format) => setWish({ ...wish, format })}
              />
            )}
          </SettingsRow>
          <SettingsRow label={words.maskSecrets} hint={words.maskSecretsHint}>
            {(labelledBy) => (
              <Toggle
                labelledBy={labelledBy}
                checked={wish.maskSecrets}
                onChange={(maskSecrets) => setWish({ ...wish, maskSecrets })}
              />
            )}
          </SettingsRow>
          <SettingsRow label={words.maskHome}>
            {(labelledBy) => (
              <Toggle
                labelledBy={labelledBy}
                checked={wish.maskHome}
                onChange={(maskHome) => setWish({ ...wish, maskHome })}
              />
            )}
          </SettingsRow>
          <ExportPreviewPane wish={wish} state={state} />
          {problem !== null && <ErrorNote className="mt-3" text={problem} />}
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={onClose}>{strings.app.cancel}</Button>
            {/* Neither rejects: refusals come back as a sentence. */}
            <Button disabled={!isReady} onClick={() => void carryOut(onCopy)}>
              {words.exportCopy}
            </Button>
            <Button tone="primary" disabled={!isReady} onClick={() => void exportIt()}>
              {busy ? words.exporting : words.exportSave}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
