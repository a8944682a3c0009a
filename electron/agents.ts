/** What this installation's agents are, for both composition roots. */
import { createClaudeAgent } from './agent/claude/claudeAgent.ts'
import { createCodexAgent } from './agent/codex/codexAgent.ts'
import { createGeminiAgent } from './agent/gemini/geminiAgent.ts'
import { RememberedHome } from './agent/claude/rememberedHome.ts'
import { createGuideAgent } from './agent/guide/guideAgent.ts'
import type { Agent, AgentSecrets } from './agent/port.ts'
import { ProcessLedger } from './agent/processLedger.ts'
import { createLoginShell } from './agent/processLoginShell.ts'
import type { Environment } from './agent/processLoginShell.ts'
import type { Clock } from './clock.ts'
import type { Log } from './log.ts'
import { claudeHome } from './agent/claude/transcript/locate.ts'

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
  readonly loginShell: () => Promise<Environment>
  /** Where every process is written down that may outlive this one, whoever starts it. */
  readonly processes: ProcessLedger
}

export function createAgents({ dataDir, clock, log, secrets }: AgentOptions): Agents {
  const { env } = process
  const home = new RememberedHome({ env, dataDir, log })
  const ledger = new ProcessLedger({ dataDir, log })
  // Who is told twice to end, or cannot close in time, does not wait for its agents.
  process.once('exit', () => ledger.endNow())
  const loginShell = createLoginShell({ env, clock, log, ledger, onTold: (shell) => home.learn(shell) })
  // The first start on this machine waits for the login shell to tell it.
  const transcriptHome = async (): Promise<string> =>
    home.path ?? claudeHome({ ...(await loginShell()), ...env })
  return {
    agents: [
      createClaudeAgent({
        env,
        dataDir,
        clock,
        log,
        ledger,
        loginShell,
        transcriptHome,
        // A first start looks where nearly everybody has them, and has the shell asked when it is there.
        transcriptPlace: () => Promise.resolve(home.path ?? claudeHome(env)),
        laterTranscriptPlace: async () => {
          if (home.path === null)
            await new Promise<void>((resolve) => clock.setTimeout(resolve, 1_000).unref())
          return transcriptHome()
        },
        ...(secrets === undefined ? null : { secrets })
      }),
      createGuideAgent({ clock, log, ledger }),
      createCodexAgent({ env }),
      createGeminiAgent({ env })
    ],
    loginShell,
    processes: ledger
  }
}
