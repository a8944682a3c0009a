/** The sign for "at work": a loop of yarn being wound. Decoration only; say the state in words beside it. */
import { joinClasses } from './joinClasses.ts'

interface CoilProps {
  readonly size?: keyof typeof sizes
  readonly className?: string
}

const sizes = { 14: 'size-[14px]', 16: 'size-4' } as const

export function Coil({ size = 14, className = 'text-accent' }: CoilProps) {
  return (
    <span aria-hidden className={joinClasses('coil', sizes[size], className)}>
      <span />
    </span>
  )
}
