/** A small selector for one of a few things, each with a sentence that says what it means. Used by the composer. */
import { Select } from '@base-ui/react/select'
import { Check, ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { joinClasses } from './joinClasses.ts'

export interface Choice<T extends string> {
  readonly value: T
  readonly label: string
  readonly description: string | null
  /** Why it cannot be chosen now; null when it can. */
  readonly unavailable?: string | null
  readonly tone?: 'danger'
}

interface ChoiceSelectProps<T extends string> {
  readonly label: string
  readonly value: T
  readonly choices: readonly Choice<T>[]
  readonly onChoose: (value: T) => void
  /** The list is about to be shown. */
  readonly onOpen?: () => void
  readonly icon?: ReactNode
  readonly disabled?: boolean
}

export function ChoiceSelect<T extends string>(props: ChoiceSelectProps<T>) {
  const { label, value, choices, onChoose, onOpen, icon, disabled = false } = props
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Select.Root<T>
      value={value}
      disabled={disabled}
      modal={false}
      onOpenChange={(open) => open && onOpen?.()}
      onValueChange={(next) => next !== null && next !== value && onChoose(next)}
    >
      <Select.Trigger
        aria-label={label}
        className={joinClasses(
          'inline-flex h-7 min-w-0 items-center gap-1.5 rounded-md px-2 text-ui transition-colors duration-75 hover:bg-hover data-[popup-open]:bg-hover disabled:opacity-50',
          chosen?.tone === 'danger' ? 'text-danger' : 'text-ink-muted hover:text-ink'
        )}
      >
        {icon}
        <Select.Value className="truncate">{chosen?.label ?? value}</Select.Value>
        <ChevronDown size={13} strokeWidth={1.75} className="shrink-0 opacity-70" aria-hidden />
      </Select.Trigger>
      <Select.Portal>
        <Select.Positioner
          side="top"
          align="start"
          sideOffset={6}
          alignItemWithTrigger={false}
          className="z-50"
        >
          <Select.Popup className="pop max-h-(--available-height) w-72 overflow-y-auto rounded-lg border border-line bg-surface-raised p-1 shadow-pop outline-none">
            {choices.map((choice) => (
              <ChoiceItem key={choice.value} choice={choice} />
            ))}
          </Select.Popup>
        </Select.Positioner>
      </Select.Portal>
    </Select.Root>
  )
}

function ChoiceItem<T extends string>({ choice }: { readonly choice: Choice<T> }) {
  const unavailable = choice.unavailable ?? null
  const second = unavailable ?? choice.description
  return (
    <Select.Item
      value={choice.value}
      disabled={unavailable !== null}
      className="grid grid-cols-[1fr_16px] gap-x-3 rounded-md px-2.5 py-1.5 outline-none select-none data-[highlighted]:bg-hover"
    >
      <Select.ItemText
        className={joinClasses(
          'text-ui font-medium',
          choice.tone === 'danger' && 'text-danger',
          unavailable !== null && 'text-ink-faint'
        )}
      >
        {choice.label}
      </Select.ItemText>
      <Select.ItemIndicator className="row-start-1 col-start-2 self-center text-accent">
        <Check size={15} strokeWidth={2} aria-hidden />
      </Select.ItemIndicator>
      {second !== null && (
        <span className="col-start-1 text-meta wrap-anywhere text-ink-muted">{second}</span>
      )}
    </Select.Item>
  )
}
