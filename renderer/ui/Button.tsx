/** The buttons of the app. Every clickable word goes through here, so that focus and sizes agree. */
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import { joinClasses } from './joinClasses.ts'

export type ButtonTone = 'primary' | 'secondary' | 'ghost' | 'danger'

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> {
  readonly tone?: ButtonTone
  readonly size?: 'small' | 'medium'
  readonly children: ReactNode
  readonly ref?: Ref<HTMLButtonElement>
}

const TONES: Readonly<Record<ButtonTone, string>> = {
  primary: 'bg-accent text-accent-ink hover:bg-accent-strong border-transparent',
  secondary: 'bg-surface-raised text-ink border-line-strong hover:bg-hover',
  ghost: 'bg-transparent text-ink-muted border-transparent hover:bg-hover hover:text-ink',
  danger: 'bg-danger text-surface border-transparent hover:opacity-90'
}

export function Button({
  tone = 'secondary',
  size = 'medium',
  className,
  children,
  ref,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      ref={ref}
      className={joinClasses(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md border text-ui font-medium whitespace-nowrap select-none',
        'transition-colors duration-75 disabled:opacity-50',
        size === 'small' ? 'h-7 px-2.5' : 'h-8 px-3',
        TONES[tone],
        className
      )}
      {...rest}
    >
      {children}
    </button>
  )
}
