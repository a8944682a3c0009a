/** What a fault run found: a rule that does not hold. */

export const rules = [
  'acknowledged_is_there',
  'shown_is_there',
  'order_is_kept',
  'ran_once',
  'no_orphans',
  'replica_is_server',
  'counts_agree',
  'told_once',
  'no_stray_files',
  'starts_again',
  'goes_on'
] as const
export type Rule = (typeof rules)[number]

export class Violation extends Error {
  readonly rule: Rule

  constructor(rule: Rule, what: string) {
    super(`${rule}: ${what}`)
    this.name = 'Violation'
    this.rule = rule
  }
}
