/** Ends a process we started and everything it started, whatever still lives of it. */
import { execFile } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { codeOf } from '../../shared/errors.ts'
import { windowsProgram } from '../machine/systemProgram.ts'
import { descendantsOf, groupMembers, listProcesses, markedProcesses } from './processTable.ts'

const run = promisify(execFile)

export interface OwnedProcess {
  /** Null when its server died before it could write it down; then its mark alone tells. */
  readonly pid: number | null
  /** From `identityOf`, right after it was started; null when it had ended before that was read. */
  readonly identity: string | null
  /** The value of `PROCESS_MARK` it was started with. */
  readonly mark: string
}

/** A process may start another while it is being ended, and takes a moment to go: look again, but not for ever. */
const PASSES = 100
const PASS_MS = 20

/**
 * Kills without asking and resolves when nothing of it lives, or after two seconds. A pid that names
 * another process by now is left alone. Returns how many were killed.
 */
export async function killTree(root: OwnedProcess): Promise<number> {
  const killed = new Set<number>()
  for (let pass = 0; pass < PASSES; pass++) {
    const living = (await membersOf(root)).filter((pid) => pid !== process.pid)
    if (living.length === 0) break
    if (process.platform === 'win32' && root.pid !== null) await killWindowsTree(root.pid)
    else for (const pid of living) kill(pid)
    for (const pid of living) killed.add(pid)
    await setTimeout(PASS_MS)
  }
  return killed.size
}

/** Tells the process group that `pid` leads; on Windows, which has none, the process alone. Nobody there is fine. */
export function signalGroup(pid: number, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, signal)
  } catch (error) {
    // Nothing of the group is left (ESRCH), or only what waits to be collected (EPERM on macOS).
    if (codeOf(error) !== 'ESRCH' && codeOf(error) !== 'EPERM') throw error
  }
}

/** A group is its leader's only as long as that lives: later another process may have its number, and lead one. */
async function membersOf({ pid: root, identity, mark }: OwnedProcess): Promise<number[]> {
  const processes = await listProcesses()
  const isThere = root !== null && processes.some((one) => one.pid === root && one.identity === identity)
  const own = isThere ? [...descendantsOf(root, processes), ...(await groupMembers(root))] : []
  const living = new Set(processes.map(({ pid }) => pid))
  return [...new Set([...own, ...(await markedProcesses(mark))])].filter((pid) => living.has(pid))
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    // Already gone, which is what we want.
    if (codeOf(error) !== 'ESRCH') throw error
  }
}

async function killWindowsTree(pid: number): Promise<void> {
  try {
    await run(windowsProgram('taskkill.exe'), ['/PID', String(pid), '/T', '/F'], { windowsHide: true })
  } catch (error) {
    // 128: no such process any more.
    if (typeof error !== 'object' || error === null || !('code' in error) || error.code !== 128) throw error
  }
}
