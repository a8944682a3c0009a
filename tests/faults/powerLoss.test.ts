/**
 * The power goes: of each file only what was flushed is left (`run/flushedImage.ts`). What was acknowledged is there,
 * and every turn that was over; of the turn that ran the prompt is.
 */
import { expect, test } from 'vitest'
import { runFaults } from './run/runFaults.ts'

test('what was acknowledged and what was over outlast a loss of power', { timeout: 240_000 }, async () => {
  const { faults } = await runFaults({ faults: 8, seed: 5, kinds: ['power_loss'] })
  expect(faults).toBe(8)
})
