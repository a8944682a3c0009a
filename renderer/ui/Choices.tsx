/** One of a few: a row of buttons of which one is pressed. Arrow keys move, as in every radio group. */
import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'

interface ChoicesProps<Value extends string> {
  readonly labelledBy: string
  readonly value: Value
  readonly choices: readonly { readonly value: Value; readonly label: string }[]
  readonly onChoose: (value: Value) => void
}

export function Choices<Value extends string>({ labelledBy, value, choices, onChoose }: ChoicesProps<Value>) {
  return (
    <RadioGroup
      aria-labelledby={labelledBy}
      value={value}
      onValueChange={(next) => {
        const choice = choices.find((candidate) => candidate.value === next)
        if (choice) onChoose(choice.value)
      }}
      className="flex flex-wrap gap-0.5 rounded-md border border-line-strong bg-surface-sunken p-0.5"
    >
      {choices.map((choice) => (
        <Radio.Root
          key={choice.value}
          value={choice.value}
          className="flex h-[26px] cursor-pointer items-center rounded-sm px-2.5 text-ui text-ink-muted select-none hover:text-ink data-[checked]:bg-surface-raised data-[checked]:font-medium data-[checked]:text-ink data-[checked]:shadow-dock"
        >
          {choice.label}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}
