/** What a person is told of while Skein is not in front, and when not. A browser is asked for its leave here, once. */
import { useState } from 'react'
import { readBridge } from '../connection/skeinBridge.ts'
import { strings } from '../strings/strings.ts'
import { askToNotify, mayNotify } from '../notify/systemNotice.ts'
import { QuietRow } from './QuietRow.tsx'
import type { SettingsPartProps } from './settingsPart.ts'
import { SettingsRow } from '../ui/SettingsSection.tsx'
import { Toggle } from '../ui/Toggle.tsx'

export function NotificationSettings({ settings, onChange }: SettingsPartProps) {
  const words = strings.settings.notifications
  // The desktop app tells by itself and needs no leave of the page's.
  const isOurs = readBridge() !== null
  const [leave, setLeave] = useState(mayNotify)

  async function turn(changes: Partial<typeof settings>, on: boolean): Promise<void> {
    if (on && !isOurs) setLeave(await askToNotify())
    onChange(changes)
  }

  return (
    <>
      <SettingsRow label={words.turnEnd} hint={words.hint}>
        {(labelledBy) => (
          <Toggle
            labelledBy={labelledBy}
            checked={settings.notifyTurnEnd}
            onChange={(on) => void turn({ notifyTurnEnd: on }, on) /* never rejects */}
          />
        )}
      </SettingsRow>
      <SettingsRow label={words.turnFailed} hint={words.hint}>
        {(labelledBy) => (
          <Toggle
            labelledBy={labelledBy}
            checked={settings.notifyFailed}
            onChange={(on) => void turn({ notifyFailed: on }, on)}
          />
        )}
      </SettingsRow>
      <SettingsRow label={words.waiting} hint={words.hint}>
        {(labelledBy) => (
          <Toggle
            labelledBy={labelledBy}
            checked={settings.notifyWaiting}
            onChange={(on) => void turn({ notifyWaiting: on }, on)}
          />
        )}
      </SettingsRow>
      <QuietRow hours={settings.quietHours} onChange={(quietHours) => onChange({ quietHours })} />
      {leave === 'denied' && !isOurs && <p className="mt-2 text-meta text-warn">{words.blocked}</p>}
    </>
  )
}
