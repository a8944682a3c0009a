/** What a disk said, as parameters of a sentence in any language: what helps differs. */
import { codeOf, messageOf } from '../../../shared/errors.ts'

export type DiskCause =
  | { readonly cause: 'full' }
  | { readonly cause: 'read_only' }
  /** `reason` in the words of the system. */
  | { readonly cause: 'other'; readonly reason: string }

export function diskCause(thrown: unknown): DiskCause {
  switch (codeOf(thrown)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return { cause: 'full' }
    case 'EROFS':
      return { cause: 'read_only' }
    default:
      return { cause: 'other', reason: messageOf(thrown) }
  }
}

/** Without the call and the path, which Node puts behind what is wrong: the sentence says which file it is. */
export function withoutPath(reason: string): string {
  return reason.replace(/, [a-z]+ '.*'$/su, '')
}
