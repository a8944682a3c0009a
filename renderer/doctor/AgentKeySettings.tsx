/** An agent's API key: set, replaced, removed. The page is told whether one is kept and never what it is. */
import { useEffect, useState } from 'react'
import { AgentKey, KeyState } from '../../shared/agentKeys.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import type { PreloadApi } from '../../shared/preloadApi.ts'
import { SettingsRow } from '../ui/SettingsSection.tsx'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { TextDialog } from '../ui/TextDialog.tsx'

interface AgentKeySettingsProps {
  readonly agent: string
  /** Of the agent's environment: a key is given in it. */
  readonly variable: string
  readonly name: string
}

export function AgentKeySettings({ agent, name, variable }: AgentKeySettingsProps) {
  const words = strings.doctor.keys
  const bridge = readBridge()
  if (bridge) return <KeptKey bridge={bridge} agent={agent} name={name} />
  return (
    <SettingsRow label={words.label(name)} hint={words.browserHint(variable)}>
      {() => null}
    </SettingsRow>
  )
}

function KeptKey({
  bridge,
  agent,
  name
}: Omit<AgentKeySettingsProps, 'variable'> & { readonly bridge: PreloadApi }) {
  const words = strings.doctor.keys
  const [state, setState] = useState<KeyState | null>(null)
  const [open, setOpen] = useState<'nothing' | 'key' | 'removal'>('nothing')

  useEffect(() => {
    let gone = false
    bridge.keyState(agent).then(
      (answer) => {
        if (!gone) setState(KeyState.parse(answer))
      },
      () => undefined // The row stays without buttons; a person who comes back asks again.
    )
    return () => {
      gone = true
    }
  }, [bridge, agent])

  /** A sentence when it did not work. */
  async function change(asking: Promise<unknown>): Promise<string | null> {
    try {
      const { refusal, stored } = KeyState.parse(await asking)
      setState({ refusal, stored })
      return refusal === null ? null : words.refusals[refusal]
    } catch {
      return words.notAnswered // Electron's own words name channels, not what a person could do.
    }
  }

  async function keep(text: string): Promise<string | null> {
    const key = AgentKey.safeParse(text)
    return key.success ? change(bridge.keepKey(agent, key.data)) : words.notAKey
  }

  const refusal = state?.refusal ?? null
  return (
    <SettingsRow label={words.label(name)} hint={refusal === null ? words.hint : words.refusals[refusal]}>
      {() =>
        state !== null && (
          <div className="flex flex-wrap items-center gap-2">
            <span role="status" className="text-ui text-ink-muted">
              {state.stored ? words.kept : words.none}
            </span>
            {refusal === null && (
              <Button onClick={() => setOpen('key')}>{state.stored ? words.replace : words.add}</Button>
            )}
            {state.stored && <Button onClick={() => setOpen('removal')}>{words.remove}</Button>}
            {open === 'key' && (
              <TextDialog
                title={words.dialogTitle(name)}
                label={words.dialogLabel}
                value=""
                isSecret
                onSave={keep}
                onClose={() => setOpen('nothing')}
              />
            )}
            {open === 'removal' && (
              <ConfirmDialog
                title={words.removeTitle}
                body={words.removeBody}
                confirm={words.remove}
                onConfirm={() => change(bridge.removeKey(agent))}
                onClose={() => setOpen('nothing')}
              />
            )}
          </div>
        )
      }
    </SettingsRow>
  )
}
