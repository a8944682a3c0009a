/** The random fault run would notice: servers that are wrong on purpose (`run/sabotages.ts`) are caught. */
import { expect, test } from 'vitest'
import { runFaults } from './run/runFaults.ts'
import type { SabotageName } from './run/sabotages.ts'
import type { Fault } from './run/steps.ts'
import type { Rule } from './run/violation.ts'

interface Caught {
  readonly sabotage: SabotageName
  /** A run of faults of these kinds catches it. */
  readonly kinds: readonly Fault[]
  /** By one of these rules: which comes first is a matter of milliseconds. */
  readonly rules: readonly Rule[]
}

const caught: readonly Caught[] = [
  {
    sabotage: 'acknowledge_before_recording',
    kinds: ['kill'],
    rules: ['acknowledged_is_there', 'shown_is_there']
  },
  { sabotage: 'drop_the_journal_early', kinds: ['kill'], rules: ['shown_is_there'] },
  { sabotage: 'recover_by_id', kinds: ['die_in_transcript'], rules: ['shown_is_there'] },
  {
    sabotage: 'forget_command_ids',
    kinds: ['clock_back', 'kill'],
    rules: ['acknowledged_is_there', 'ran_once']
  },
  {
    sabotage: 'skip_the_last_event_on_replay',
    kinds: ['cut_socket'],
    rules: ['replica_is_server', 'goes_on']
  },
  { sabotage: 'flush_nothing', kinds: ['power_loss'], rules: ['acknowledged_is_there', 'shown_is_there'] },
  { sabotage: 'count_a_message_twice', kinds: ['cut_socket'], rules: ['counts_agree'] }
]

test.for(caught)('"$sabotage" is caught', { timeout: 240_000 }, async ({ sabotage, kinds, rules }) => {
  const run = runFaults({ faults: 40, seed: 7, kinds, sabotage, shrinks: false })
  await expect(run).rejects.toMatchObject({ rule: expect.toBeOneOf([...rules]) })
})
