/**
 * Random faults, against the rules of `run/invariants.ts`: 200 here, as many as `SKEIN_FAULTS` says at night. A failure
 * names its seed and the fewest steps that show it.
 */
import { expect, test } from 'vitest'
import { runFaults } from './run/runFaults.ts'
import { usualExtent } from './run/runScenes.ts'

/** Milliseconds a fault may take on a machine that has much else to do. */
const patience = 6_000

const run = usualExtent(200)

test(
  'whatever dies, nothing acknowledged or shown is lost, and nothing runs twice',
  async () => {
    const { faults } = await runFaults(run)
    expect(faults).toBeGreaterThanOrEqual(run.faults)
  },
  run.faults * patience
)
