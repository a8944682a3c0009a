/** What each kind of card is given by `PermissionCard`, in which it stands. */
import type { PermissionAnswer, PermissionRequest } from '../../shared/session.ts'
import type { CardTiming } from './typing.ts'

export interface CardProps {
  readonly request: PermissionRequest
  /** "1 of 2"; null when it is the only one. */
  readonly place: string | null
  readonly timing: CardTiming
  /** The sentence that says why the answer did not arrive; null when it did, or none was given yet. */
  readonly problem: string | null
  /** An answer is on its way. */
  readonly isSending: boolean
  /** `after` is called once it arrived. */
  readonly onAnswer: (answer: PermissionAnswer, after?: () => void) => void
}
