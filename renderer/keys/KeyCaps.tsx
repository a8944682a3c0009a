/** A chord as the keys one presses. */
import { joinClasses } from '../ui/joinClasses.ts'
import { capsOf } from './chord.ts'
import { useKeyboardLayout } from './layoutStore.ts'
import { isMac } from './platform.ts'

interface KeyCapsProps {
  readonly chord: string
  readonly className?: string
}

export function KeyCaps({ chord, className }: KeyCapsProps) {
  const layout = useKeyboardLayout()
  return (
    <kbd className={joinClasses('inline-flex shrink-0 gap-0.5 font-sans', className)}>
      {capsOf(chord, isMac(), layout).map((cap) => (
        <span
          key={cap}
          className="grid h-[18px] min-w-[18px] place-items-center rounded-sm border border-line bg-surface px-1 text-[11px] leading-none text-ink-muted"
        >
          {cap}
        </span>
      ))}
    </kbd>
  )
}
