/** The random fault run would notice: servers that are wrong on purpose (`run/sabotages.ts`) are caught. */
import { expect, test } from 'vitest'
import { runFaults } from './run/runFaults.ts'
import type { SabotageName } from './run/sabotages.ts'
import type { Fault } from './run/steps.ts'

/** A run of faults of these kinds catches it. */
const caught: readonly (readonly [SabotageName, readonly Fault[]])[] = [
  ['acknowledge_before_recording', ['kill']],
  ['drop_the_journal_early', ['kill']],
  ['recover_by_id', ['die_in_transcript']],
  ['forget_command_ids', ['clock_back', 'kill']],
  ['skip_the_last_event_on_replay', ['cut_socket']],
  ['flush_nothing', ['power_loss']],
  ['count_a_message_twice', ['cut_socket']]
]

test.for(caught)('"%s" is caught', { timeout: 240_000 }, async ([sabotage, kinds]) => {
  await expect(runFaults({ faults: 40, seed: 7, kinds, sabotage, shrinks: false })).rejects.toThrow(
    /SKEIN_FAULTS_SEED/
  )
})
