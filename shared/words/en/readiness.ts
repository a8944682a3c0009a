/** Why an agent cannot run here, and what helps, by the code of its readiness. The server says it; no page loads it. Pure. */
import type { Readiness, ReadinessWords } from '../sentence.ts'
import { describeHand } from './foreignHand.ts'

const english = {
  agent_not_found: ({ why, file, place = '', by = '', kind = 'file' }) => {
    const unsafe = (what: string): ReadinessWords => {
      const hand = describeHand({ path: String(place), kind: String(kind), by: String(by) })
      return {
        reason: `${what} (${file}) is not started: others could have changed it. ${hand.reason}`,
        remedy: `${hand.remedy}, or choose another program in the settings, then try again.`
      }
    }
    switch (why) {
      case 'missing':
        return {
          reason: 'Claude Code was not found on this machine.',
          remedy:
            'Install Claude Code (https://code.claude.com/docs/en/setup), or choose its program in the settings, then try again.'
        }
      case 'unsafe':
        return unsafe('Claude Code')
      case 'chosen_unsafe':
        return unsafe('The program chosen in the settings')
      case 'chosen_missing':
        return {
          reason: `The program chosen in the settings, ${file}, does not exist or cannot be run.`,
          remedy:
            'Choose another program in the settings (its full path), or clear the choice to have Claude Code looked for.'
        }
      default:
        return null
    }
  },
  agent_not_running: ({ reason }) => ({
    reason: `Claude Code was found but does not run: ${reason}`,
    remedy: 'Run `claude --version` in a terminal to see why, or choose another program in the settings.'
  })
} satisfies Readonly<Record<string, Readiness>>

/** Every reason there is why an agent is not ready that has words of ours. */
export type ReadinessCode = keyof typeof english

export const readiness: Readonly<Record<ReadinessCode, Readiness>> = english
