/** What a process and everything it started have used, from Linux's /proc. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Clock ticks a second, as every Linux build has them. */
const TICKS = 100

export interface Used {
  /** Milliseconds of processor time, own and of the system for it. */
  readonly cpuMs: number
  /** Times a thread gave up the processor by itself, to be woken again. */
  readonly wakeUps: number
  /** Memory in MB, each shared page divided among those who share it. */
  readonly memoryMb: number
}

export function usedBy(root: number): Used {
  let [ticks, wakeUps, kilobytes] = [0, 0, 0]
  for (const pid of tree(root)) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      ticks += Number(fields[11]) + Number(fields[12])
      for (const thread of readdirSync(`/proc/${pid}/task`)) {
        wakeUps += numberAfter('voluntary_ctxt_switches:', join('/proc', pid, 'task', thread, 'status'))
      }
      kilobytes += numberAfter('Pss:', `/proc/${pid}/smaps_rollup`)
    } catch {
      // A process or thread may end while it is read: it uses nothing any more.
    }
  }
  return { cpuMs: (ticks / TICKS) * 1000, wakeUps, memoryMb: kilobytes / 1024 }
}

function numberAfter(label: string, file: string): number {
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .find((one) => one.startsWith(label))
  return Number(/\d+/.exec(line ?? '')?.[0] ?? 0)
}

function tree(root: number): readonly string[] {
  const parents = new Map<string, string>()
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      parents.set(pid, stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '')
    } catch {
      continue // ended meanwhile
    }
  }
  const found = [String(root)]
  for (const pid of found) {
    for (const [child, parent] of parents) if (parent === pid) found.push(child)
  }
  return found
}
