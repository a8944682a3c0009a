/** Asks how a session is to be exported, and does it: into a chosen file on the desktop, as a download in a browser. */
import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { ExportFormat } from '../../shared/steering.ts'
import type { ExportRequest } from '../../shared/steering.ts'
import { Choices } from '../settings/Choices.tsx'
import { SettingsRow } from '../settings/SettingsSection.tsx'
import { Toggle } from '../settings/Toggle.tsx'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'

interface ExportDialogProps {
  /** Resolves to a sentence when it did not work; the dialog stays open and shows it. */
  readonly onExport: (wish: ExportRequest) => Promise<string | null>
  readonly onClose: () => void
}

export function ExportDialog({ onExport, onClose }: ExportDialogProps) {
  const words = strings.steering
  const [wish, setWish] = useState<ExportRequest>({ format: 'markdown', maskSecrets: true, maskHome: true })
  const [problem, setProblem] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)

  async function carryOut(): Promise<void> {
    setBusy(true)
    const refused = await onExport(wish)
    setBusy(false)
    if (refused === null) onClose()
    else setProblem(refused)
  }

  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fade fixed inset-0 z-40 bg-scrim" />
        <Dialog.Popup className="pop fixed top-[18vh] left-1/2 z-50 w-[min(520px,calc(100vw-32px))] -translate-x-1/2 rounded-lg border border-line bg-surface-raised p-5 shadow-pop">
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
          {problem !== null && <ErrorNote className="mt-3" text={problem} />}
          <div className="mt-5 flex justify-end gap-2">
            <Button onClick={onClose}>{strings.app.cancel}</Button>
            {/* carryOut never rejects: refusals come back as a sentence */}
            <Button tone="primary" disabled={busy} onClick={() => void carryOut()}>
              {busy ? words.exporting : words.exportSave}
            </Button>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
