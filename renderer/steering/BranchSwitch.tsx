/** “‹ 2 / 3 ›” beside a prompt that was written more than once: the way to the other branches. */
import { ChevronLeft, ChevronRight } from 'lucide-react'
import { strings } from '../strings/strings.ts'
import { IconButton } from '../ui/IconButton.tsx'

interface BranchSwitchProps {
  /** All prompts that stand at this place, oldest first. */
  readonly prompts: readonly string[]
  readonly current: string
  readonly disabled: boolean
  readonly onSwitch: (messageId: string) => void
}

export function BranchSwitch({ prompts, current, disabled, onSwitch }: BranchSwitchProps) {
  const at = prompts.indexOf(current)
  const before = prompts[at - 1]
  const after = prompts[at + 1]
  if (at === -1) return null
  return (
    <span className="inline-flex items-center text-meta text-ink-muted tabular-nums">
      <IconButton
        icon={ChevronLeft}
        size="small"
        label={strings.steering.previousBranch}
        disabled={disabled || before === undefined}
        onClick={() => before !== undefined && onSwitch(before)}
      />
      <span
        aria-label={strings.steering.branch(at + 1, prompts.length)}
      >{`${at + 1} / ${prompts.length}`}</span>
      <IconButton
        icon={ChevronRight}
        size="small"
        label={strings.steering.nextBranch}
        disabled={disabled || after === undefined}
        onClick={() => after !== undefined && onSwitch(after)}
      />
    </span>
  )
}
