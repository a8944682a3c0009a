/**
 * Claude Code behind the agent port, driven through the Agent SDK. Made by the composition roots
 * (`agents.ts`); the session host opens runs of it. The program is the one installed with the SDK,
 * or the user's own `claude`: ours to use, not ours to ship.
 */
import { randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import type { SessionId } from '../../../shared/ids.ts'
import type { AgentReadiness } from '../../../shared/protocol.ts'
import { messageOf } from '../../../shared/errors.ts'
import { ourReadiness } from '../../ourFailure.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import type { Agent, AgentRun, AgentSecrets, AgentSettings, AgentTask } from '../port.ts'
import { ProcessLedger } from '../processLedger.ts'
import { createLoginShell } from '../processLoginShell.ts'
import type { Environment } from '../processLoginShell.ts'
import { claudeHome } from './transcript/locate.ts'
import { askOffer } from './askOffer.ts'
import {
  claudeCapabilities,
  claudeInstallCommand,
  claudeKeyVariable,
  claudeOptions
} from './claudeOptions.ts'
import { runningProcesses } from './running/processRunning.ts'
import { watchRunning } from './running/watchRunning.ts'
import { ClaudeRun } from './claudeRun.ts'
import { claudeTools } from './claudeTools.ts'
import { agentEnvironment, searchPath } from './environment.ts'
import { KeptOffers } from './keptOffers.ts'
import type { FoundExecutable } from './executable.ts'
import type { MadeFork } from './forkClaude.ts'
import type { ClaudeParts } from './startClaude.ts'
import { claudeTranscripts } from './transcript/claudeTranscripts.ts'

export interface ClaudeAgentOptions {
  /** Of this process. */
  readonly env: Environment
  readonly dataDir: string
  readonly log: Log
  readonly clock: Clock
  /** Where all processes are written down; one in `dataDir` unless told otherwise. */
  readonly ledger?: ProcessLedger
  readonly loginShell?: () => Promise<Environment>
  /** The folder in which its transcripts are looked for; as the environment says unless told otherwise. */
  readonly transcriptHome?: () => Promise<string>
  /** What is known of it at once, for whoever looks at all of them; absent: it is no other. */
  readonly transcriptPlace?: () => Promise<string>
  /** The same when it has been found out. */
  readonly laterTranscriptPlace?: () => Promise<string>
  /** Keys a person gave Skein for it; none unless told otherwise. */
  readonly secrets?: AgentSecrets
  /** Where to look upwards for the SDK's binary; null leaves it out. */
  readonly moduleRoot?: string | null
}

/** A page asks on every load; installing takes longer than this. */
const CHECK_AGE_MS = 30_000

export function createClaudeAgent(options: ClaudeAgentOptions): Agent {
  const { env, clock, log } = options
  const loginShell = options.loginShell ?? createLoginShell({ env, clock, log })
  const ledger = options.ledger ?? new ProcessLedger({ dataDir: options.dataDir, log })
  const home = env['HOME'] ?? env['USERPROFILE'] ?? os.homedir()
  const ownHome = async (): Promise<string> => claudeHome({ ...(await loginShell()), ...env })
  const secrets = async (): Promise<Readonly<Record<string, string>>> => options.secrets?.('claude') ?? {}
  /**
   * Where Claude Code is asked what it offers for a folder nobody trusts: the answer does not depend on the folder,
   * and a person who only typed `/` has not asked for anything to be started in it.
   */
  const emptyFolder = path.join(options.dataDir, 'empty')
  const runs = new Set<AgentRun>()
  /** The copies made here. */
  const forks = new Map<SessionId, MadeFork>()
  let readSettings = (): AgentSettings => ({ program: null })
  let checked: {
    readonly at: number
    readonly path: string | null
    readonly answer: Promise<AgentReadiness>
  } | null = null

  /** A choice that cannot be read is no choice: what is found is used. */
  const chosenPath = (): string | null => {
    try {
      return readSettings().program
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'the chosen program is not known')
      return null
    }
  }

  // What looks for the program and runs it is loaded when it is first asked for: a start does without.
  const findExecutable = async (): Promise<FoundExecutable> => {
    const { findClaude } = await import('./executable.ts')
    return findClaude({
      setting: chosenPath(),
      searchPath: searchPath(env, await loginShell()),
      home,
      appData: env['APPDATA'],
      platform: process.platform,
      arch: process.arch,
      moduleRoot: options.moduleRoot === undefined ? import.meta.dirname : options.moduleRoot
    })
  }

  /** What an earlier server left running must be gone before a session of it goes on. */
  const reapOnce = (): Promise<void> => ledger.recover()

  const look = async (): Promise<AgentReadiness> => {
    await reapOnce()
    try {
      const found = await findExecutable()
      if (!found.found) {
        const { reason, remedy, why } = found
        return { ready: false, reason, remedy, why: { code: 'agent_not_found', parameters: why } }
      }
      const { readVersion } = await import('./processClaude.ts')
      const mark = ledger.newMark()
      const version = await readVersion(found.path, {
        env: agentEnvironment(env, await loginShell(), mark),
        mark,
        ledger
      })
      return { ready: true, version, path: found.path }
    } catch (error) {
      const said = firstLine(messageOf(error))
      const parameters = { reason: said }
      const words = ourReadiness('agent_not_running', parameters)
      return { ready: false, ...words, why: { code: 'agent_not_running', parameters } }
    }
  }

  const stopJob = async (jobId: string): Promise<void> => {
    const found = await findExecutable()
    if (!found.found) throw new Error(found.reason)
    const { endJob } = await import('./processClaude.ts')
    const mark = ledger.newMark()
    await endJob(found.path, jobId, { env: agentEnvironment(env, await loginShell(), mark), mark, ledger })
  }

  const parts: ClaudeParts = {
    env,
    loginShell,
    secrets,
    findExecutable: async () => {
      await reapOnce()
      return findExecutable()
    },
    ledger,
    clock
  }

  const offers = new KeptOffers({
    clock,
    log,
    ask: (place) => askOffer({ ...place, clock, log, newId: () => randomUUID() }, parts),
    otherwise: { commands: [], models: claudeOptions.models }
  })

  return {
    id: 'claude',
    name: 'Claude Code',
    description: "Anthropic's coding agent. Needs an account or an API key.",
    options: claudeOptions,
    capabilities: claudeCapabilities,
    installCommand: claudeInstallCommand,
    keyVariable: claudeKeyVariable,
    continueWith: () => ({ program: chosenPath() ?? 'claude', arguments: ['--resume', '{session}'] }),
    transcripts: claudeTranscripts({
      home: options.transcriptHome ?? ownHome,
      ...(options.transcriptPlace === undefined ? null : { place: options.transcriptPlace }),
      ...(options.laterTranscriptPlace === undefined ? null : { laterPlace: options.laterTranscriptPlace })
    }),
    running: {
      watch: (changed) =>
        watchRunning({
          home: options.transcriptHome ?? ownHome,
          facts: runningProcesses({ log, ledger, stopJob }),
          clock,
          log,
          changed
        })
    },
    tools: claudeTools,
    loadsFolder: true,
    configure: (settings) => {
      readSettings = settings
    },
    login: async () => {
      const { findLogin } = await import('./login.ts')
      return findLogin({
        env: { ...(await loginShell()), ...env },
        // One that cannot be read is told when a session needs it.
        kept: Object.keys(await secrets().catch(() => ({}))),
        home,
        platform: process.platform
      })
    },
    recover: reapOnce,
    offer: ({ cwd, trusted }) => offers.of({ cwd: trusted ? cwd : emptyFolder, trusted, path: chosenPath() }),
    fork: async (task) => {
      const { forkClaude } = await import('./forkClaude.ts')
      const made = await forkClaude(task, await ownHome())
      forks.set(made.sessionId, made)
      return made.sessionId
    },
    unfork: async (sessionId) => {
      const made = forks.get(sessionId)
      if (made === undefined) return
      forks.delete(sessionId)
      try {
        const { removeFork } = await import('./forkClaude.ts')
        await removeFork(made)
      } catch (error) {
        log.error({ file: made.file, error: messageOf(error) }, 'the copy of a fork could not be removed')
      }
    },
    check: () => {
      const at = clock.now().getTime()
      const path = chosenPath()
      if (checked?.path === path && at - checked.at <= CHECK_AGE_MS) return checked.answer
      const answer = look().then((readiness) => {
        // Whoever mends it wants to see so at once.
        if (!readiness.ready) checked = null
        return readiness
      })
      checked = { at, path, answer }
      return answer
    },
    open: (task: AgentTask) => {
      const run: AgentRun = new ClaudeRun(task, parts, () => runs.delete(run))
      runs.add(run)
      return run
    },
    close: async () => {
      await Promise.all([offers.close(), ...[...runs].map((run) => run.close())])
      await ledger.close()
    }
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? text
}
