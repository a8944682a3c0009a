/** The hours in which nothing is told, by the clock on the wall. */
import type { QuietHours, Settings } from '../../shared/settings.ts'
import { strings } from '../strings/strings.ts'
import { SettingsRow } from '../ui/SettingsSection.tsx'
import { Toggle } from '../ui/Toggle.tsx'

interface QuietRowProps {
  readonly hours: Settings['quietHours']
  readonly onChange: (hours: Settings['quietHours']) => void
}

/** What most people sleep. */
const NIGHT: QuietHours = { from: '22:00', to: '07:00' }

export function QuietRow({ hours, onChange }: QuietRowProps) {
  const words = strings.settings.notifications
  return (
    <SettingsRow label={words.quiet} hint={words.quietHint}>
      {(labelledBy) => (
        <div className="flex items-center gap-3">
          {hours !== null && (
            <div className="flex items-center gap-2 text-ui text-ink-muted">
              <TimeField
                label={words.from}
                value={hours.from}
                onChange={(from) => onChange({ ...hours, from })}
              />
              <span aria-hidden>{words.to}</span>
              <TimeField label={words.to} value={hours.to} onChange={(to) => onChange({ ...hours, to })} />
            </div>
          )}
          <Toggle
            labelledBy={labelledBy}
            checked={hours !== null}
            onChange={(on) => onChange(on ? NIGHT : null)}
          />
        </div>
      )}
    </SettingsRow>
  )
}

interface TimeFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  return (
    <input
      type="time"
      aria-label={label}
      value={value}
      // While a part of it is being typed there is no time yet.
      onChange={(event) => event.target.value !== '' && onChange(event.target.value)}
      className="h-8 rounded-md border border-line-strong bg-surface px-2 text-ui text-ink"
    />
  )
}
