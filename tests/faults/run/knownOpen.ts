/** Where a rule is known not to hold yet, and why. It must be empty: each row is a fault that is being mended. */
import type { Fault } from './steps.ts'
import type { Rule } from './violation.ts'

export interface KnownOpen {
  readonly rule: Rule
  /** After which faults of the same run. */
  readonly after: readonly Fault[]
  readonly why: string
}

const deaths = [
  'kill',
  'die_at_write',
  'die_in_transcript',
  'die_in_recovery',
  'terminate',
  'unload',
  'power_loss',
  'torn_journal',
  'cut_journal',
  'torn_journal_header',
  'torn_transcript',
  'cut_transcript'
] as const satisfies readonly Fault[]
const fullDisks = ['full_disk', 'full_disk_and_kill'] as const satisfies readonly Fault[]
const lostDatabases = [
  'lost_database',
  'torn_database',
  'torn_database_log'
] as const satisfies readonly Fault[]

export const knownOpen: readonly KnownOpen[] = [
  { rule: 'acknowledged_is_there', after: fullDisks, why: 'what could not be written is not tried again' },
  { rule: 'shown_is_there', after: fullDisks, why: 'what could not be written is not tried again' },
  { rule: 'replica_is_server', after: fullDisks, why: 'what could not be written is not tried again' },
  { rule: 'counts_agree', after: fullDisks, why: 'counts are stale after a full disk' },
  { rule: 'goes_on', after: fullDisks, why: 'a queued message is queued again' },
  { rule: 'shown_is_there', after: deaths, why: 'recovery goes by id' },
  { rule: 'order_is_kept', after: deaths, why: 'recovered messages stand at the end' },
  { rule: 'counts_agree', after: deaths, why: 'an answer without a word is counted' },
  { rule: 'told_once', after: deaths, why: 'a kill in recovery tells twice that Skein stopped' },
  { rule: 'no_orphans', after: deaths, why: 'the guide keeps no ledger of its commands' },
  { rule: 'no_stray_files', after: [...deaths, ...fullDisks], why: 'drafts of a dead server stay' },
  { rule: 'starts_again', after: fullDisks, why: 'a start on a full disk' },
  { rule: 'counts_agree', after: lostDatabases, why: 'a missing database is not rebuilt' },
  { rule: 'acknowledged_is_there', after: lostDatabases, why: 'a missing database is not rebuilt' },
  { rule: 'replica_is_server', after: lostDatabases, why: 'a missing database is not rebuilt' }
]
