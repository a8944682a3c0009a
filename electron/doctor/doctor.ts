/**
 * Looks whether everything Skein needs of this machine is there. Owned by the server, asked by `/api/doctor`. Every
 * look has a limit, none rejects, and all run at once.
 */
import type { DoctorReport, Finding } from '../../shared/doctor.ts'
import type { Failure } from '../../shared/errors.ts'
import type { LanguageCode } from '../../shared/words/languages.ts'
import { wordsIn } from '../../shared/words/languages.ts'
import { Refusal } from '../refusal.ts'
import type { Agent } from '../agent/port.ts'
import type { PassedOverCounts } from '../agent/transcriptHistory.ts'
import type { Environment } from '../agent/processLoginShell.ts'
import type { Clock } from '../clock.ts'
import { gitVersion } from '../git/gitVersion.ts'
import { logFolder } from '../logFiles.ts'
import { createCheck } from './check.ts'
import type { Check } from './check.ts'
import { crashFolder, listDumps } from './crashFolder.ts'
import {
  tellAgent,
  tellCrashes,
  tellDataFolder,
  tellDatabase,
  tellDisk,
  tellGit,
  tellHistory,
  tellLogin,
  tellLogs,
  tellPort,
  tellShell
} from './findings.ts'
import type { SeenShell } from './findings.ts'
import { freeBytes, lookAtFolder } from './lookAtDisk.ts'
import { createRedact, homeNames } from './redact.ts'
import { reportText } from './report.ts'

export interface DoctorParts {
  readonly dataDir: string
  readonly agents: readonly Agent[]
  readonly env: Environment
  /** `{}` when there is no login shell, or it did not answer. */
  readonly loginShell: () => Promise<Environment>
  readonly platform: NodeJS.Platform
  readonly clock: Clock
  readonly port: () => number
  /** How often each reason kept a transcript out of the lists; absent: nobody looks for sessions. */
  readonly passedOver?: () => Promise<PassedOverCounts>
  /** What the app tells of itself. */
  readonly problems: () => readonly Failure[]
  /** Uses the database once; throws its refusals. */
  readonly tryDatabase: () => void
  /** Why the log is not written to its files, null when it is. */
  readonly logTrouble: () => string | null
}

export interface Doctor {
  examine(language: LanguageCode): Promise<readonly Finding[]>
  /** With the text to give away. */
  report(language: LanguageCode): Promise<DoctorReport>
}

export function createDoctor(parts: DoctorParts): Doctor {
  // Of one whose sessions are only read nothing need run here.
  const driven = parts.agents.filter(({ onlyRead }) => onlyRead !== true)
  const checks = [...driven.flatMap((agent) => agentChecks(agent, parts)), ...machineChecks(parts)]
  const examine = (language: LanguageCode): Promise<readonly Finding[]> => {
    const words = wordsIn(language).doctor
    return Promise.all(checks.map((check) => check.run(words)))
  }
  return {
    examine,
    report: async (language) => {
      const findings = await examine(language)
      const redact = createRedact(await homeNames())
      return { findings: [...findings], text: redact(reportText(findings, wordsIn(language).doctor)) }
    }
  }
}

/** An agent's program may take its time to say its version. */
const agentLimitMs = 16_000

function agentChecks(agent: Agent, { clock }: DoctorParts): Check[] {
  const { id, name, capabilities, installCommand: install = null } = agent
  const program = createCheck({
    id: `agent:${id}`,
    clock,
    limitMs: agentLimitMs,
    name: (words) => words.agent(name),
    look: () => agent.check(),
    tell: (readiness, words) =>
      tellAgent({ agent: id, name, readiness, isProgram: capabilities.install, install }, words)
  })
  if (agent.login === undefined) return [program]
  const login = createCheck({
    id: `login:${id}`,
    clock,
    limitMs: agentLimitMs,
    name: (words) => words.login(name),
    look: async () => {
      const [found, readiness] = await Promise.all([
        agent.login?.() ?? { kind: 'none' as const },
        agent.check()
      ])
      return { found, path: readiness.ready ? readiness.path : null }
    },
    tell: ({ found, path }, words) =>
      tellLogin({ name, login: found, command: path === null ? null : quoted(path) }, words)
  })
  return [program, login]
}

/** A shell takes a path with blanks for two words. */
function quoted(path: string): string {
  return /[\s'"()&;]/.test(path) ? `"${path.replaceAll('"', '\\"')}"` : path
}

function machineChecks(parts: DoctorParts): Check[] {
  const { dataDir, clock, platform, env, passedOver } = parts
  return [
    ...(passedOver === undefined
      ? []
      : [
          createCheck({
            id: 'history',
            clock,
            name: (words) => words.history,
            look: passedOver,
            tell: tellHistory
          })
        ]),
    createCheck({
      id: 'shell',
      clock,
      limitMs: 7_000,
      name: (words) => words.shell,
      look: async () => seenShell(await parts.loginShell(), env, platform),
      tell: tellShell
    }),
    createCheck({
      id: 'git',
      clock,
      name: (words) => words.git,
      look: async () => ({ version: await gitVersion(), platform }),
      tell: tellGit
    }),
    createCheck({
      id: 'data_folder',
      clock,
      name: (words) => words.dataFolder,
      look: () => lookAtFolder(dataDir, clock),
      tell: tellDataFolder,
      silence: 'bad'
    }),
    createCheck({
      id: 'disk',
      clock,
      name: (words) => words.disk,
      look: () => freeBytes(dataDir),
      tell: tellDisk
    }),
    createCheck({
      id: 'database',
      clock,
      name: (words) => words.database,
      look: async () => databaseTrouble(parts.tryDatabase),
      tell: tellDatabase
    }),
    createCheck({
      id: 'port',
      clock,
      name: (words) => words.port,
      look: async () => ({
        port: parts.port(),
        isUsual: !parts.problems().some(({ code }) => code === 'port_taken')
      }),
      tell: tellPort
    }),
    createCheck({
      id: 'logs',
      clock,
      name: (words) => words.logs,
      look: async () => ({ folder: logFolder(dataDir), trouble: parts.logTrouble() }),
      tell: tellLogs
    }),
    createCheck({
      id: 'crashes',
      clock,
      name: (words) => words.crashes,
      look: async () => {
        const folder = crashFolder(dataDir)
        return { folder, count: (await listDumps(folder)).length }
      },
      tell: tellCrashes
    })
  ]
}

function seenShell(told: Environment, env: Environment, platform: NodeJS.Platform): SeenShell {
  const own = env['PATH'] ?? env['Path'] ?? ''
  if (platform === 'win32') return { kind: 'not_needed', path: own }
  const shell = env['SHELL'] ?? ''
  if (shell === '') return { kind: 'missing', path: own }
  const path = told['PATH'] ?? ''
  return path === '' ? { kind: 'silent', shell, path: own } : { kind: 'answered', shell, path }
}

function databaseTrouble(tryDatabase: () => void): Failure | null {
  try {
    tryDatabase()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.toFailure()
    throw error
  }
}
