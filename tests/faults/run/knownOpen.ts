/** Where a rule is known not to hold yet, and why. It must be empty: each row is a fault that is being mended. */
import type { Fault } from './steps.ts'
import type { Rule } from './violation.ts'

export interface KnownOpen {
  readonly rule: Rule
  /** After which faults of the same run. */
  readonly after: readonly Fault[]
  readonly why: string
}

export const knownOpen: readonly KnownOpen[] = []
