/** That a turn ended or failed where nobody has looked yet: a dot, or a sign of its own shape. */
import { CircleAlert } from 'lucide-react'
import type { Unseen } from '../../shared/session.ts'
import { strings } from '../strings/strings.ts'

interface UnseenMarkProps {
  /** Undefined draws nothing. */
  readonly unseen: Unseen | undefined
}

export function UnseenMark({ unseen }: UnseenMarkProps) {
  if (unseen === undefined) return null
  return (
    <span
      role="img"
      aria-label={strings.shell.unseen[unseen]}
      title={strings.shell.unseen[unseen]}
      className="unseen grid size-4 shrink-0 place-items-center"
    >
      {unseen === 'failed' ? (
        <CircleAlert size={14} strokeWidth={2.25} className="text-danger" aria-hidden />
      ) : (
        <span className="size-2 rounded-full bg-accent" aria-hidden />
      )}
    </span>
  )
}

/** Of several, the one that most wants a look. */
export function worstOf(marks: readonly (Unseen | undefined)[]): Unseen | undefined {
  return marks.includes('failed') ? 'failed' : marks.find((mark) => mark !== undefined)
}
