/** How a turn of the guide ends. */
import type { Failure } from '../../../shared/errors.ts'

export type TurnResult =
  { readonly outcome: 'done' | 'interrupted' } | { readonly outcome: 'failed'; readonly error: Failure }
