/** A square button with an icon. Its name is read aloud and shown on hover. */
import type { LucideIcon } from 'lucide-react'
import type { ButtonHTMLAttributes, Ref } from 'react'
import { Hint } from './Hint.tsx'
import { joinClasses } from './joinClasses.ts'

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly icon: LucideIcon
  readonly label: string
  readonly side?: 'top' | 'bottom' | 'left' | 'right'
  readonly size?: 'small' | 'medium'
  readonly ref?: Ref<HTMLButtonElement>
}

export function IconButton({
  icon: Icon,
  label,
  side,
  size = 'medium',
  className,
  ref,
  ...rest
}: IconButtonProps) {
  return (
    <Hint text={label} side={side}>
      <button
        type="button"
        ref={ref}
        aria-label={label}
        className={joinClasses(
          'grid shrink-0 place-items-center rounded-md text-ink-muted transition-colors duration-75 hover:bg-hover hover:text-ink disabled:opacity-40 data-[popup-open]:bg-hover',
          size === 'small' ? 'size-6' : 'size-7',
          className
        )}
        {...rest}
      >
        <Icon size={size === 'small' ? 14 : 16} strokeWidth={1.75} aria-hidden />
      </button>
    </Hint>
  )
}
