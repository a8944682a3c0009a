/** The environment Claude Code runs in: ours and the login shell's, without what is only about us. Pure. */
import path from 'node:path'
import { isFullPath } from '../../machine/findProgram.ts'
import { harmlessEnvironment } from '../../machine/harmlessEnvironment.ts'
import { PROCESS_MARK } from '../processTable.ts'
import type { Environment } from '../processLoginShell.ts'

/** Set by a Claude Code that started us: an agent inside an agent would think it is that one. */
const OF_ANOTHER_AGENT: ReadonlySet<string> = new Set([
  'CLAUDECODE',
  'CLAUDE_AGENT_SDK_VERSION',
  'CLAUDE_CODE_CHILD_SESSION',
  'CLAUDE_CODE_ENTRYPOINT',
  'CLAUDE_CODE_EXECPATH',
  'CLAUDE_CODE_SDK_READS_SESSION_STATE',
  'CLAUDE_CODE_SESSION_ID',
  'CLAUDE_CODE_SSE_PORT',
  'CLAUDE_EFFORT',
  'CLAUDE_ENV_FILE',
  'CLAUDE_PID',
  'CLAUDE_PROJECT_DIR'
])

/**
 * What the program writes into its transcripts as that which started it. Under the name the SDK gives by itself a session
 * is left out of `claude --resume`'s list, and of `claude -c`; under any other it can be gone on with there.
 */
export const ENTRYPOINT = 'skein'

/** About how Skein was started, not about the user. */
const OF_OURSELVES = /^(?:SKEIN_|ELECTRON_|npm_|NODE_OPTIONS$|NODE_CHANNEL_FD$|NODE_ENV$|INIT_CWD$)/

/**
 * What was set when Skein was started wins over the shell's files; `PATH` is both, and the login
 * shell's comes first when the process has nothing of its own to add (an app started from a desktop). Entries that are
 * no full paths are left out: in a project they would mean its own folders, and what it calls `git` would run.
 */
export function agentEnvironment(own: Environment, login: Environment, mark: string): Record<string, string> {
  const merged: Record<string, string> = {}
  for (const [name, value] of [...Object.entries(login), ...Object.entries(own)]) {
    if (value !== undefined && !OF_ANOTHER_AGENT.has(name) && !OF_OURSELVES.test(name)) merged[name] = value
  }
  const paths = joinPaths(pathOf(own), pathOf(login))
  if (paths !== '') merged[nameOfPath(own)] = paths
  for (const [name, value] of Object.entries(harmlessEnvironment(merged, process.platform))) {
    if (value === undefined) delete merged[name]
    // Where there is no PATH at all, it is not ours to make one: `standAside` has, for the app.
    else if (name in merged || name !== nameOfPath(merged)) merged[name] = value
  }
  merged[PROCESS_MARK] = mark
  merged['CLAUDE_CODE_ENTRYPOINT'] = ENTRYPOINT
  return merged
}

/** The folders programs are looked for in. */
export function searchPath(own: Environment, login: Environment): string {
  return joinPaths(pathOf(own), pathOf(login))
}

function joinPaths(own: string, login: string): string {
  const isFull = (folder: string): boolean => isFullPath(folder, process.platform)
  const ours = own.split(path.delimiter).filter(isFull)
  const shells = login.split(path.delimiter).filter(isFull)
  const addsNothing = ours.every((folder) => shells.includes(folder))
  return [...new Set(addsNothing ? [...shells, ...ours] : [...ours, ...shells])].join(path.delimiter)
}

function pathOf(environment: Environment): string {
  return environment[nameOfPath(environment)] ?? ''
}

/** `Path` on Windows. */
function nameOfPath(environment: Environment): string {
  return Object.keys(environment).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
}
