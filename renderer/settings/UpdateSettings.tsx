/** The part of the settings page about the app's own version. Only in the desktop app. */
import { unreachable } from '../../shared/errors.ts'
import { UpdateChannel } from '../../shared/updates.ts'
import type { UpdateState } from '../../shared/updates.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import { Choices } from '../ui/Choices.tsx'
import type { SettingsPartProps } from './settingsPart.ts'
import { SettingsRow, SettingsSection } from '../ui/SettingsSection.tsx'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { useUpdates } from '../updates/useUpdates.ts'

const words = strings.updates
const clock = new Intl.DateTimeFormat(strings.time.dates, { hour: '2-digit', minute: '2-digit' })

export function UpdateSettings({ settings, onChange }: SettingsPartProps) {
  const report = useUpdates()
  const bridge = readBridge()
  if (report === null || bridge === null) return null
  const { state, version } = report
  const isBusy = state.phase === 'checking' || state.phase === 'downloading'
  return (
    <SettingsSection title={words.title}>
      <SettingsRow label={words.version(version)} hint={sentenceOf(state)} announced>
        {() =>
          state.phase === 'ready' ? (
            <Button
              tone="primary"
              onClick={() => void bridge.installUpdate() /* what goes wrong is the state */}
            >
              {words.install}
            </Button>
          ) : (
            state.phase !== 'unsupported' && (
              <Button disabled={isBusy} onClick={() => void bridge.checkUpdates()}>
                {words.check}
              </Button>
            )
          )
        }
      </SettingsRow>
      {state.phase !== 'unsupported' && (
        <SettingsRow label={words.channel} hint={words.channelHint}>
          {(labelledBy) => (
            <Choices
              labelledBy={labelledBy}
              value={settings.updateChannel}
              choices={UpdateChannel.options.map((value) => ({ value, label: words.channels[value] }))}
              onChoose={(updateChannel) => onChange({ updateChannel })}
            />
          )}
        </SettingsRow>
      )}
    </SettingsSection>
  )
}

function sentenceOf(state: UpdateState): string {
  switch (state.phase) {
    case 'unsupported':
      return words.unsupported[state.why]
    case 'failed':
      return words.failed[state.why]
    case 'current':
      return state.checkedAt === null
        ? words.neverChecked
        : words.current(clock.format(new Date(state.checkedAt)))
    case 'checking':
      return words.checking
    case 'downloading':
      return words.downloading(state.version, state.percent)
    case 'ready':
      return words.ready(state.version)
    default:
      return unreachable(state)
  }
}
