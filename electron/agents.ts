/** What this installation's agents are and where they keep their files, for both composition roots. */
import { createClaudeAgent } from './agent/claude/claudeAgent.ts'
import { createGuideAgent } from './agent/guide/guideAgent.ts'
import type { Agent, AgentSecrets } from './agent/port.ts'
import { createLoginShell } from './agent/processLoginShell.ts'
import type { Environment } from './agent/processLoginShell.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { claudeHome } from './transcript/locate.ts'

export interface AgentOptions {
  readonly dataDir: string
  readonly clock: Clock
  readonly log: Log
  /** Keys a person gave Skein for one agent; none where nobody keeps any. */
  readonly secrets?: AgentSecrets
}

export interface Agents {
  /** The first is the one to suggest. */
  readonly agents: readonly Agent[]
  /** The folder of Claude Code's transcripts; an app started from a desktop learns of it from the login shell. */
  readonly claudeHome: () => Promise<string>
  readonly loginShell: () => Promise<Environment>
}

export function createAgents({ dataDir, clock, log, secrets }: AgentOptions): Agents {
  const { env } = process
  const loginShell = createLoginShell({ env, clock, log })
  return {
    agents: [
      createClaudeAgent({
        env,
        dataDir,
        clock,
        log,
        loginShell,
        ...(secrets === undefined ? null : { secrets })
      }),
      createGuideAgent({ clock, log })
    ],
    loginShell,
    claudeHome: async () => claudeHome({ ...(await loginShell()), ...env })
  }
}
