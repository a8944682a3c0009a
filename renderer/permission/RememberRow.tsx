/** The way to be asked no more: shows exactly what would be saved before anything is. */
import type { RefObject } from 'react'
import type { PermissionRule } from '../../shared/session.ts'
import { localKeys } from '../../shared/keymap.ts'
import { strings } from '../strings/strings.ts'
import { ChoiceButton } from './ChoiceButton.tsx'
import { ForeignText } from './ForeignText.tsx'

interface RememberRowProps {
  readonly rules: readonly PermissionRule[]
  readonly disabled: boolean
  /** Where the keys lead: what is kept for longer takes a second one. */
  readonly forSession: RefObject<HTMLButtonElement | null>
  readonly forProject: RefObject<HTMLButtonElement | null>
  readonly onRemember: (scope: 'session' | 'project') => void
}

export function RememberRow(props: RememberRowProps) {
  const { rules, disabled, forSession, forProject, onRemember } = props
  return (
    <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5 rounded-b-lg border-t border-line bg-surface-sunken px-3.5 py-2">
      <div className="min-w-40 flex-1 text-meta text-ink-muted">
        {strings.permission.rule}
        <ul className="max-h-[22vh] overflow-y-auto">
          {rules.slice(0, MOST_RULES).map((rule, index) => (
            <li key={index}>
              <ForeignText kind="exact" text={ruleText(rule)} className="font-mono text-ink" />
            </li>
          ))}
        </ul>
        {rules.length > MOST_RULES && strings.permission.moreRules(rules.length - MOST_RULES)}
      </div>
      <div className="ml-auto flex flex-wrap justify-end gap-2">
        <ChoiceButton
          ref={forSession}
          size="small"
          label={strings.permission.forSession}
          chords={localKeys.permission.session}
          disabled={disabled}
          onChoose={() => onRemember('session')}
        />
        <ChoiceButton
          ref={forProject}
          size="small"
          label={strings.permission.forProject}
          chords={localKeys.permission.project}
          disabled={disabled}
          onChoose={() => onRemember('project')}
        />
      </div>
    </div>
  )
}

/** An agent asks for one; more than these are no rules a person reads. */
const MOST_RULES = 20

function ruleText({ toolName, pattern }: PermissionRule): string {
  return `${toolName}: ${pattern ?? strings.permission.anyUse}`
}
