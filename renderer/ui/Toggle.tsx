/** On or off. */
import { Switch } from '@base-ui/react/switch'

interface ToggleProps {
  readonly labelledBy: string
  readonly checked: boolean
  readonly disabled?: boolean
  readonly onChange: (checked: boolean) => void
}

export function Toggle({ labelledBy, checked, disabled = false, onChange }: ToggleProps) {
  return (
    <Switch.Root
      aria-labelledby={labelledBy}
      checked={checked}
      disabled={disabled}
      onCheckedChange={onChange}
      className="flex h-5 w-9 cursor-pointer items-center rounded-full border border-line-strong bg-surface-sunken p-0.5 transition-colors data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-50"
    >
      <Switch.Thumb className="size-3.5 rounded-full bg-ink-muted transition-transform data-[checked]:translate-x-4 data-[checked]:bg-accent-ink" />
    </Switch.Root>
  )
}
