/** Which agents there are, which one begins, and what opens the files they name. */
import { useState } from 'react'
import { KeyedAgent } from '../../shared/agentKeys.ts'
import { AgentKeySettings } from '../doctor/AgentKeySettings.tsx'
import { AgentList } from '../pages/AgentList.tsx'
import { useProjectStore } from '../stores/projectStore.ts'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import { Choices } from '../ui/Choices.tsx'
import type { SettingsPartProps } from './settingsPart.ts'
import { SettingsRow } from '../ui/SettingsSection.tsx'

export function AgentSettings({ settings, onChange }: SettingsPartProps) {
  const agents = useProjectStore((state) => state.agents)
  const words = strings.settings.agents
  const [editor, setEditor] = useState(settings.editorCommand ?? '')
  const kept = settings.editorCommand ?? ''
  return (
    <>
      <SettingsRow label={words.default}>
        {(labelledBy) => (
          <Choices
            labelledBy={labelledBy}
            value={settings.defaultAgent}
            choices={agents.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(defaultAgent) => onChange({ defaultAgent })}
          />
        )}
      </SettingsRow>
      <AgentList agents={agents} className="border-b" />
      {agents.map(({ id, name }) => {
        const keyed = KeyedAgent.safeParse(id)
        return keyed.success && <AgentKeySettings key={id} agent={keyed.data} name={name} />
      })}
      <SettingsRow label={words.editor} hint={words.editorHint}>
        {(labelledBy) => (
          <form
            className="flex gap-2"
            onSubmit={(event) => {
              event.preventDefault()
              onChange({ editorCommand: editor.trim() === '' ? null : editor.trim() })
            }}
          >
            <input
              aria-labelledby={labelledBy}
              value={editor}
              placeholder={words.editorPlaceholder}
              onChange={(event) => setEditor(event.target.value)}
              className="h-8 w-64 rounded-md border border-line-strong bg-surface px-2.5 font-mono text-code"
            />
            <Button type="submit" disabled={editor.trim() === kept}>
              {words.save}
            </Button>
          </form>
        )}
      </SettingsRow>
    </>
  )
}
