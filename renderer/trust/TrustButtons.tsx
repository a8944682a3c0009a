/**
 * The two answers to the question of trust. No letter answers, nor does a key pressed in a burst of typing, or as the
 * question appears; a click always does.
 */
import type { MouseEvent } from 'react'
import { strings } from '../strings/strings.ts'
import { Button } from '../ui/Button.tsx'
import type { ButtonProps } from '../ui/Button.tsx'
import { useQuietKeys } from './useQuietKeys.ts'

interface TrustButtonsProps {
  readonly size?: ButtonProps['size']
  readonly busy: boolean
  readonly onNo: () => void
  readonly onYes: () => void
  /** What trusting means is told elsewhere first. */
  readonly opensMore?: boolean
}

export function TrustButtons({ size = 'medium', busy, onNo, onYes, opensMore = false }: TrustButtonsProps) {
  const isQuiet = useQuietKeys()
  const words = strings.trust

  /** `detail` counts the clicks of a pointer; a key clicks without one. */
  const unlessTyped = (act: () => void) => (event: MouseEvent) => {
    if (event.detail > 0 || isQuiet()) act()
  }

  return (
    <>
      <Button
        size={size}
        tone={opensMore ? 'secondary' : 'primary'}
        disabled={busy}
        onClick={unlessTyped(onNo)}
      >
        {words.no}
      </Button>
      <Button size={size} tone="secondary" disabled={busy} onClick={unlessTyped(onYes)}>
        {opensMore ? words.more(words.yes) : words.yes}
      </Button>
    </>
  )
}
