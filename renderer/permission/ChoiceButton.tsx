/** A button of a request with the keys that do the same. */
import { useContext } from 'react'
import type { Ref } from 'react'
import { ariaShortcut } from '../keys/chord.ts'
import { KeyCaps } from '../keys/KeyCaps.tsx'
import { Button } from '../ui/Button.tsx'
import type { ButtonTone } from '../ui/Button.tsx'
import { joinClasses } from '../ui/joinClasses.ts'
import { PendingChord } from './PendingChord.ts'

interface ChoiceButtonProps {
  readonly label: string
  /** One after the other: the first leads here, what follows presses. */
  readonly chords: readonly string[]
  readonly tone?: ButtonTone
  readonly size?: 'small' | 'medium'
  readonly disabled: boolean
  readonly onChoose: () => void
  readonly ref?: Ref<HTMLButtonElement>
}

export function ChoiceButton({ label, chords, tone, size, disabled, onChoose, ref }: ChoiceButtonProps) {
  const pending = useContext(PendingChord)
  const [first] = chords
  const isPending = first !== undefined && first === pending
  return (
    <Button
      ref={ref}
      tone={tone}
      size={size}
      disabled={disabled}
      data-answers
      data-pending={isPending || undefined}
      aria-keyshortcuts={first === undefined ? undefined : ariaShortcut(first)}
      className={joinClasses(isPending && 'answer-pending')}
      onClick={onChoose}
    >
      {label}
      <span aria-hidden className="flex gap-0.5">
        {chords.map((chord) => (
          <KeyCaps key={chord} chord={chord} />
        ))}
      </span>
    </Button>
  )
}
