/** The processes that carry a run's mark in their environment: its servers, and everything they have started. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

export interface MarkedProcess {
  readonly pid: number
  readonly line: string
}

/** Only Linux tells the environment of others; elsewhere there are none. */
export function markedProcesses(mark: string): MarkedProcess[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      if (!readProc(pid, 'environ').includes(`FAULTS_MARK=${mark}`)) return []
      const line = readProc(pid, 'cmdline').replaceAll('\0', ' ').trim()
      return line === '' ? [] : [{ pid: Number(pid), line }]
    })
}

/** Whether one of these, or one that they have started, started it. */
export function isBelow(pid: number, ancestors: readonly number[]): boolean {
  for (let at = parentOf(pid); at > 1; at = parentOf(at)) if (ancestors.includes(at)) return true
  return false
}

/** The name, which may hold anything, stands in brackets before it; 0 when it has ended. */
function parentOf(pid: number): number {
  const stat = readProc(String(pid), 'stat')
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? 0)
}

/** One that is gone already is fine. */
export function endOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    return
  }
}

function readProc(pid: string, name: string): string {
  try {
    return readFileSync(join('/proc', pid, name), 'utf8')
  } catch {
    return '' // It has ended, or is somebody else's.
  }
}
