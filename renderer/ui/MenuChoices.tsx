/** A group of a pop-up menu in which one of a few is chosen. */
import { Menu } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import { joinClasses } from './joinClasses.ts'

interface MenuChoice<Value extends string> {
  readonly value: Value
  readonly label: string
  /** A second line in small letters. */
  readonly description?: string | null
  readonly tone?: 'danger'
}

interface MenuChoicesProps<Value extends string> {
  readonly label: string
  readonly value: Value
  readonly choices: readonly MenuChoice<Value>[]
  readonly onChoose: (value: Value) => void
}

export function MenuChoices<Value extends string>(props: MenuChoicesProps<Value>) {
  const { label, value, choices, onChoose } = props
  return (
    <Menu.Group>
      <Menu.GroupLabel className="px-2.5 pt-1.5 pb-1 text-meta text-ink-muted">{label}</Menu.GroupLabel>
      <Menu.RadioGroup value={value} onValueChange={onChoose}>
        {choices.map((choice) => (
          <Menu.RadioItem
            key={choice.value}
            value={choice.value}
            closeOnClick
            className="grid grid-cols-[1fr_14px] gap-x-2 rounded-md px-2.5 py-1 text-ui outline-none select-none data-[highlighted]:bg-hover"
          >
            <span className={joinClasses('min-w-0 truncate', choice.tone === 'danger' && 'text-danger')}>
              {choice.label}
            </span>
            <Menu.RadioItemIndicator className="col-start-2 row-start-1 self-center">
              <Check size={14} strokeWidth={2} className="text-accent" aria-hidden />
            </Menu.RadioItemIndicator>
            {(choice.description ?? null) !== null && (
              <span className="col-start-1 text-meta wrap-anywhere text-ink-muted">{choice.description}</span>
            )}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </Menu.Group>
  )
}
