/** What the machine says of processes of Claude Code that others started, and how they are asked to end. */
import { codeOf, messageOf } from '../../../../shared/errors.ts'
import type { Log } from '../../../log.ts'
import { descendantsOf, identityOf, listProcesses } from '../../processTable.ts'
import { ENTRYPOINT } from '../environment.ts'
import type { ProcessLedger } from '../../processLedger.ts'
import type { ProcessFacts } from './watchRunning.ts'

export interface RunningProcessesOptions {
  readonly log: Log
  /** Where those are written down that work for sessions here. */
  readonly ledger: Pick<ProcessLedger, 'running'>
  /** Has the program itself end a background job. */
  readonly stopJob: (jobId: string) => Promise<void>
}

export function runningProcesses({ log, ledger, stopJob }: RunningProcessesOptions): ProcessFacts {
  return {
    isAlive,
    ours: async (running) => {
      const processes = await listProcesses()
      const ofSessions = new Set(ledger.running().flatMap(({ pid }) => descendantsOf(pid, processes)))
      const below = new Set(descendantsOf(process.pid, processes))
      return new Set(
        running
          .filter(
            ({ heldBy: { pid }, entrypoint }) =>
              ofSessions.has(pid) || (entrypoint === ENTRYPOINT && below.has(pid))
          )
          .map(({ heldBy: { pid } }) => pid)
      )
    },
    end: async ({ heldBy: { kind, pid }, procStart, jobId }) => {
      try {
        if (kind === 'background' && jobId !== null) await stopJob(jobId)
        // Windows has no signal that asks: whoever works in that terminal ends it.
        else if (process.platform !== 'win32' && (await isAlive(pid, procStart))) process.kill(pid, 'SIGTERM')
      } catch (error) {
        log.warn({ pid, error: messageOf(error) }, 'a process that holds a session could not be asked to end')
      }
    }
  }
}

/** A number is used again: on Linux the moment the process began tells whether it is still the same. */
async function isAlive(pid: number, procStart: string | null): Promise<boolean> {
  if (!isOurUsers(pid)) return false
  if (process.platform !== 'linux') return true
  const identity = await identityOf(pid)
  return identity !== null && (procStart === null || identity.endsWith(`:${procStart}`))
}

/** Also false for a process of another user, whose session nobody here can go on with. */
function isOurUsers(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ESRCH' || code === 'EPERM') return false
    throw error
  }
}
