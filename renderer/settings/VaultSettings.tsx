/** The vault in the settings: whether copies are kept, what they hold, whether they are sound, and what agents delete. */
import type { VaultState } from '../../shared/vault.ts'
import { readAgentNames } from '../stores/pageDefaults.ts'
import { strings } from '../strings/strings.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import { ErrorNote } from '../ui/ErrorNote.tsx'
import { formatBytes } from '../ui/formatCount.ts'
import { SettingsRow, SettingsSection } from '../ui/SettingsSection.tsx'
import { Toggle } from '../ui/Toggle.tsx'
import { ExpiringList } from '../vault/ExpiringList.tsx'
import { RetentionRow } from '../vault/RetentionRow.tsx'
import { useVault } from '../vault/useVault.ts'
import type { VaultView } from '../vault/useVault.ts'

export function VaultSettings() {
  const vault = useVault()
  const { state, failure } = vault
  const words = strings.vault
  return (
    <SettingsSection title={words.title}>
      {failure !== null && <ErrorNote className="mt-3" text={words.failed(sentenceOf(failure))} />}
      {state !== null && (
        <>
          <SettingsRow label={words.keep} hint={hintOf(state)}>
            {(labelledBy) => (
              <Toggle
                labelledBy={labelledBy}
                checked={state.enabled}
                onChange={(enabled) => void vault.change({ enabled }) /* a failure is state */}
              />
            )}
          </SettingsRow>
          {state.enabled && <ProtectsRow vault={vault} state={state} />}
          <ExpiringList expiring={state.expiring} isKept={state.enabled} />
          {state.sessions > 0 && <VerifyRow vault={vault} state={state} />}
          {state.retention.map((retention) => (
            <RetentionRow
              key={retention.agent}
              retention={retention}
              name={readAgentNames()[retention.agent] ?? retention.agent}
              onChanged={vault.take}
            />
          ))}
        </>
      )}
    </SettingsSection>
  )
}

function hintOf({ enabled, isChosen, sessions, bytes, originals }: VaultState): string {
  const words = strings.vault
  if (!isChosen) return words.ask(originals.sessions, formatBytes(originals.bytes))
  return enabled ? words.keepHint(sessions, formatBytes(bytes)) : words.off(sessions, formatBytes(bytes))
}

interface RowProps {
  readonly vault: VaultView
  readonly state: VaultState
}

function ProtectsRow({ vault, state }: RowProps) {
  const words = strings.vault
  return (
    <SettingsRow label={words.protects} hint={words.protectsHint}>
      {(labelledBy) => (
        <Choices
          labelledBy={labelledBy}
          value={state.protects}
          choices={[
            { value: 'all', label: words.all },
            { value: 'projects', label: words.projects }
          ]}
          onChoose={(protects) => void vault.change({ enabled: true, protects }) /* a failure is state */}
        />
      )}
    </SettingsRow>
  )
}

function VerifyRow({ vault, state }: RowProps) {
  const words = strings.vault
  const damaged = vault.verified?.damaged ?? []
  return (
    <>
      <SettingsRow label={words.verify} hint={verifyHint(vault, state)} announced>
        {() => (
          <Button disabled={vault.isVerifying} onClick={() => void vault.verify() /* a failure is state */}>
            {words.verifyButton}
          </Button>
        )}
      </SettingsRow>
      {damaged.length > 0 && (
        <ErrorNote
          className="mt-2"
          text={[words.damaged(damaged.length), ...damaged.flatMap(({ files }) => files)].join('\n')}
        />
      )}
    </>
  )
}

function verifyHint({ isVerifying, verified }: VaultView, { verifying }: VaultState): string {
  const words = strings.vault
  if (isVerifying)
    return verifying === null ? words.verifyHint : words.verifying(verifying.done, verifying.total)
  if (verified === null || verified.damaged.length > 0) return words.verifyHint
  return words.verified(verified.sessions)
}
