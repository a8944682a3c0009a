/** How long an agent keeps its transcripts, and the one change of its settings that makes it longer, shown before it is made. */
import { useState } from 'react'
import type { Retention, RetentionChange, VaultState } from '../../shared/vault.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { lengthenRetention, previewRetention } from '../stores/serverActions.ts'
import { sentenceOf } from '../strings/sentenceOf.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { SettingsRow } from '../ui/SettingsSection.tsx'
import { showToast } from '../ui/Toasts.tsx'
import { changedLines } from './changedLines.ts'

const A_YEAR = 365

interface RetentionRowProps {
  readonly retention: Retention
  /** As people know the agent. */
  readonly name: string
  readonly onChanged: (state: VaultState) => void
}

export function RetentionRow({ retention, name, onChanged }: RetentionRowProps) {
  const [change, setChange] = useState<RetentionChange | null>(null)
  const words = strings.vault

  async function show(): Promise<void> {
    try {
      setChange(await previewRetention({ agent: retention.agent, days: A_YEAR }))
    } catch (thrown) {
      showToast({ text: sentenceOf(failureOf(thrown)) })
    }
  }

  async function make({ agent, days, version }: RetentionChange): Promise<string | null> {
    try {
      onChanged(await lengthenRetention({ agent, days, version }))
      showToast({ text: words.lengthened(days) })
      return null
    } catch (thrown) {
      return sentenceOf(failureOf(thrown))
    }
  }

  return (
    <SettingsRow
      label={words.retention(name)}
      hint={words.retentionHint(retention.days, retention.isChosen)}
      announced
    >
      {() => (
        <>
          {retention.days < A_YEAR && (
            <Button onClick={() => void show() /* tells its refusal */}>{words.lengthen}</Button>
          )}
          {change !== null && (
            <ConfirmDialog
              title={words.lengthenTitle(change.days)}
              body={words.lengthenBody(change.path)}
              confirm={words.confirm}
              tone="primary"
              onConfirm={() => make(change)}
              onClose={() => setChange(null)}
            >
              <ChangeOfFile change={change} />
            </ConfirmDialog>
          )}
        </>
      )}
    </SettingsRow>
  )
}

const SIGNS = { same: ' ', removed: '-', added: '+' } as const
const LOOKS = { same: 'text-ink-muted', removed: 'text-danger', added: 'text-ink font-semibold' } as const

function ChangeOfFile({ change: { before, after } }: { readonly change: RetentionChange }) {
  return (
    <>
      {before === null && <p className="mb-1.5 text-ui text-ink-muted">{strings.vault.noFile}</p>}
      <pre
        tabIndex={0}
        aria-label={strings.vault.change}
        className="overflow-x-auto rounded-md border border-line bg-surface-sunken p-2 text-meta"
      >
        {changedLines(before ?? '', after).map(({ kind, text }, at) => (
          // Lines have no name but their place, and never move.
          <span key={at} className={`block ${LOOKS[kind]}`}>{`${SIGNS[kind]} ${text}`}</span>
        ))}
      </pre>
    </>
  )
}
