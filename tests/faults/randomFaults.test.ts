/**
 * Random faults, against the rules of `run/invariants.ts`: 200 here, as many as `SKEIN_FAULTS` says at night. A failure
 * names its seed and the fewest steps that show it.
 */
import { expect, test } from 'vitest'
import { runFaults, usualFaults } from './run/runFaults.ts'

/** Milliseconds a fault may take on a machine that has much else to do. */
const patience = 6_000

const run = usualFaults()

test(
  'whatever dies, nothing acknowledged or shown is lost, and nothing runs twice',
  async () => {
    const { faults } = await runFaults(run)
    expect(faults).toBeGreaterThanOrEqual(run.faults)
  },
  run.faults * patience
)
