/** A button of a request with the key that does the same. */
import { ariaShortcut } from '../keys/chord.ts'
import { KeyCaps } from '../keys/KeyCaps.tsx'
import { Button } from '../ui/Button.tsx'
import type { ButtonTone } from '../ui/Button.tsx'

interface ChoiceButtonProps {
  readonly label: string
  /** The first is shown. */
  readonly chords: readonly string[]
  readonly tone?: ButtonTone
  readonly size?: 'small' | 'medium'
  readonly disabled: boolean
  readonly onChoose: () => void
}

export function ChoiceButton({ label, chords, tone, size, disabled, onChoose }: ChoiceButtonProps) {
  const [shown] = chords
  return (
    <Button
      tone={tone}
      size={size}
      disabled={disabled}
      aria-keyshortcuts={chords.map(ariaShortcut).join(' ')}
      onClick={onChoose}
    >
      {label}
      {shown !== undefined && (
        <span aria-hidden className="flex">
          <KeyCaps chord={shown} />
        </span>
      )}
    </Button>
  )
}
