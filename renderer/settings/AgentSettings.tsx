/** Which agents there are, which one begins, and what opens the files they name. */
import { useState } from 'react'
import type { AgentInfo } from '../../shared/protocol.ts'
import { withAgentChoice } from '../../shared/settings.ts'
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
      {agents.map((agent) => (
        <EffortSettings key={agent.id} agent={agent} settings={settings} onChange={onChange} />
      ))}
      {agents.map(
        ({ id, name, keyVariable }) =>
          keyVariable !== undefined && (
            <AgentKeySettings key={id} agent={id} name={name} variable={keyVariable} />
          )
      )}
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

/** How much an agent does before it answers, in sessions that begin now. */
function EffortSettings({ agent, settings, onChange }: SettingsPartProps & { readonly agent: AgentInfo }) {
  const efforts = agent.options?.efforts ?? []
  const chosen = settings.agents[agent.id]?.effort ?? null
  if (efforts.length === 0) return null
  const words = strings.settings.agents
  const known = efforts.map(({ id, name }) => ({ value: id, label: name }))
  const isKnown = chosen === null || known.some(({ value }) => value === chosen)
  return (
    <SettingsRow label={words.effort(agent.name)} hint={words.effortHint}>
      {(labelledBy) => (
        <Choices
          labelledBy={labelledBy}
          value={chosen ?? AGENTS_OWN}
          choices={[
            { value: AGENTS_OWN, label: words.effortOwn },
            ...known,
            ...(isKnown ? [] : [{ value: chosen, label: chosen }])
          ]}
          onChoose={(next) =>
            onChange(withAgentChoice(settings, agent.id, { effort: next === AGENTS_OWN ? null : next }))
          }
        />
      )}
    </SettingsRow>
  )
}

/** Stands for "let the agent choose" among the efforts. */
const AGENTS_OWN = ''
