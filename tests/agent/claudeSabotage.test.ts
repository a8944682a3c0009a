/** The fault run with Claude Code would notice: servers that are wrong on purpose (`tests/faults/run/sabotages.ts`) are caught. */
import { expect, test } from 'vitest'
import { runClaudeFaults } from '../faults/claude/runClaudeFaults.ts'
import type { Choice } from '../faults/claude/steps.ts'
import type { SabotageName } from '../faults/run/sabotages.ts'
import type { Rule } from '../faults/run/violation.ts'
import { whyNoClaude } from './claudeBinary.ts'

interface Caught extends Choice {
  readonly sabotage: SabotageName
  /** By one of these rules: which comes first is a matter of milliseconds. */
  readonly rules: readonly Rule[]
}

const caught: readonly Caught[] = [
  {
    sabotage: 'acknowledge_before_recording',
    kinds: ['kill'],
    moments: ['acked'],
    rules: ['acknowledged_is_there', 'shown_is_there']
  },
  {
    sabotage: 'withdraw_before_stopping',
    kinds: ['terminate'],
    acts: ['run', 'write'],
    moments: ['asked'],
    rules: ['ran_once']
  }
]

const isSkipped = whyNoClaude !== null || process.platform === 'win32'

test.skipIf(isSkipped).for(caught)(
  `"$sabotage" is caught${whyNoClaude ? ` (skipped: ${whyNoClaude})` : ''}`,
  { timeout: 240_000 },
  async ({ rules, ...run }) => {
    const ran = runClaudeFaults({ ...run, faults: 8, seed: 7, shrinks: false })
    await expect(ran).rejects.toMatchObject({ rule: expect.toBeOneOf([...rules]) })
  }
)
