/**
 * Random faults under the real Claude Code, against the rules of `tests/faults`: a few here, as many as `SKEIN_FAULTS`
 * says at night. A failure names its seed and the steps; it is not made smaller, which would take minutes.
 */
import { expect, test } from 'vitest'
import { runClaudeFaults } from '../faults/claude/runClaudeFaults.ts'
import { usualExtent } from '../faults/run/runScenes.ts'
import { whyNoClaude } from './claudeBinary.ts'

/** Milliseconds a fault may take on a machine that has much else to do. */
const patience = 30_000

const run = usualExtent(12)
/** Faults are told apart by groups of processes and what Linux tells of them. */
const isSkipped = whyNoClaude !== null || process.platform === 'win32'

test.skipIf(isSkipped)(
  `whatever dies, nothing is lost, asked twice or run twice${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  async () => {
    const { faults } = await runClaudeFaults({ ...run, shrinks: false })
    expect(faults).toBeGreaterThanOrEqual(run.faults)
  },
  run.faults * patience
)
