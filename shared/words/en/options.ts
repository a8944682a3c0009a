/**
 * What Skein says of its own modes and efforts in English: told by the server with what an agent declares, and by the page
 * where an older server tells ids alone. German: `shared/words/de/page/agents.ts`, which has words for each of these.
 */
export interface OptionWords {
  readonly name: string
  readonly description: string
}

/** The modes that are Skein's own, whichever agent has them. */
export const modeWords = {
  default: { name: 'Ask', description: 'Asks before it changes a file or runs a command.' },
  plan: { name: 'Plan', description: 'Reads and thinks, then proposes a plan. Changes nothing.' },
  acceptEdits: {
    name: 'Accept edits',
    description: 'Edits files without asking. Still asks before commands.'
  },
  auto: {
    name: 'Auto',
    description:
      'A second model judges each step: what it finds harmless runs unasked, the rest is refused or asked about. It can be wrong, and costs tokens.'
  },
  dontAsk: {
    name: 'Don’t ask',
    description: 'Never asks: what would need your answer is refused, and the agent goes on without it.'
  },
  bypassPermissions: {
    name: 'Bypass',
    description: 'Never asks. Any command runs at once, with your rights.'
  }
} as const satisfies Readonly<Record<string, OptionWords>>

/** By its id, which every language has words for. */
export type ModeCode = keyof typeof modeWords

/** The efforts Skein has words for. */
export const effortWords = {
  low: { name: 'Low', description: 'Quick and short. For small, clear tasks.' },
  medium: { name: 'Medium', description: 'Thinks a little. For everyday work.' },
  high: { name: 'High', description: 'Thinks things through. For hard tasks.' },
  xhigh: { name: 'Extra high', description: 'Thinks long. For what high did not solve; slower and dearer.' },
  max: { name: 'Maximum', description: 'Thinks without a limit. The slowest, and uses the most tokens.' }
} as const satisfies Readonly<Record<string, OptionWords>>

export type EffortCode = keyof typeof effortWords
