/**
 * The machine's processes, as far as ours must be found again: who started whom, and which process
 * a number names. A pid alone names nothing, it is used again; `identity` is the moment the process
 * began, in the notation of its platform. Called by the process ledger and whoever owns a child.
 */
import { execFile } from 'node:child_process'
import { readFile, readdir } from 'node:fs/promises'
import { promisify } from 'node:util'
import { codeOf } from '../../shared/errors.ts'
import { systemPath, windowsProgram } from '../machine/systemProgram.ts'
import { programOrThrow } from '../machine/trustedProgram.ts'

const run = promisify(execFile)

/** The environment variable that marks a process we started and all it starts. */
export const PROCESS_MARK = 'SKEIN_PROCESS_MARK'

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  readonly identity: string
}

/** When the process `pid` began, null when there is none. */
export async function identityOf(pid: number): Promise<string | null> {
  if (process.platform === 'linux') return (await readLinuxProcess(pid, await bootId()))?.identity ?? null
  return (await listProcesses()).find((entry) => entry.pid === pid)?.identity ?? null
}

export async function listProcesses(): Promise<readonly ProcessEntry[]> {
  switch (process.platform) {
    case 'linux':
      return listLinux()
    case 'win32':
      return listWindows()
    default:
      return listByPs()
  }
}

/**
 * Processes that carry `mark` in the environment they were started with. A shell the agent starts
 * has a session of its own and outlives a killed agent, and this is all that still tells whose it
 * was. Only Linux shows it; elsewhere nothing is found.
 */
export async function markedProcesses(mark: string): Promise<readonly number[]> {
  return (await processesByMark(mark)).get(mark) ?? []
}

/** All marks that begin so, and who carries them. Only Linux shows them. */
export async function processesByMark(beginning: string): Promise<ReadonlyMap<string, readonly number[]>> {
  const found = new Map<string, number[]>()
  if (process.platform !== 'linux') return found
  const wanted = `${PROCESS_MARK}=${beginning}`
  await Promise.all(
    (await linuxPids()).map(async (pid) => {
      const environment = await readProc(pid, 'environ')
      const variable = environment?.split('\0').find((one) => one.startsWith(wanted))
      const mark = variable?.slice(PROCESS_MARK.length + 1)
      if (mark !== undefined) found.set(mark, [...(found.get(mark) ?? []), pid])
    })
  )
  return found
}

/** Who is in the process group that `leader` leads, wherever they were started from; nobody on Windows. */
export async function groupMembers(leader: number): Promise<readonly number[]> {
  switch (process.platform) {
    case 'win32':
      return []
    case 'linux': {
      const members = await Promise.all(
        (await linuxPids()).map(async (pid) => (groupIn(await readProc(pid, 'stat')) === leader ? [pid] : []))
      )
      return members.flat()
    }
    default:
      return (await askPs('pid=,pgid='))
        .map((line) => line.trim().split(/\s+/).map(Number))
        .flatMap(([pid, group]) => (group === leader && pid !== undefined ? [pid] : []))
  }
}

/** `root` and everything under it, the root first. */
export function descendantsOf(root: number, processes: readonly ProcessEntry[]): number[] {
  const tree = [root]
  for (const parent of tree) {
    for (const entry of processes) {
      if (entry.parent === parent && !tree.includes(entry.pid)) tree.push(entry.pid)
    }
  }
  return tree
}

async function linuxPids(): Promise<number[]> {
  return (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
}

async function listLinux(): Promise<ProcessEntry[]> {
  const boot = await bootId()
  const entries = await Promise.all((await linuxPids()).map((pid) => readLinuxProcess(pid, boot)))
  return entries.filter((entry) => entry !== null)
}

/** Clock ticks since the start of the machine say which process; the boot says which start. */
async function readLinuxProcess(pid: number, boot: string): Promise<ProcessEntry | null> {
  const stat = await readProc(pid, 'stat')
  // The name stands in brackets and may hold anything, brackets too.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, parent] = fields ?? []
  const started = fields?.[19]
  if (state === undefined || parent === undefined || started === undefined) return null
  // A zombie has ended and waits to be counted.
  return state === 'Z' ? null : { pid, parent: Number(parent), identity: `${boot}:${started}` }
}

function groupIn(stat: string | null): number | null {
  const group = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[2]
  return group === undefined ? null : Number(group)
}

async function bootId(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8')).trim()
}

/** A file of `/proc/<pid>`, null when the process is gone or not ours to look at. */
async function readProc(pid: number, name: string): Promise<string | null> {
  try {
    return await readFile(`/proc/${pid}/${name}`, 'latin1')
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES' || code === 'EPERM') return null
    throw error
  }
}

async function askPs(columns: string): Promise<string[]> {
  const ps = await programOrThrow('ps', { path: systemPath, platform: process.platform })
  const { stdout } = await run(ps, ['-axo', columns], {
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 16 * 1024 * 1024
  })
  return stdout.split('\n')
}

async function listByPs(): Promise<ProcessEntry[]> {
  return (await askPs('pid=,ppid=,lstart=')).flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(\S.*)$/.exec(line)
    const [, pid, parent, identity] = match ?? []
    return identity === undefined
      ? []
      : [{ pid: Number(pid), parent: Number(parent), identity: identity.trim() }]
  })
}

async function listWindows(): Promise<ProcessEntry[]> {
  const script =
    'Get-CimInstance Win32_Process | ForEach-Object { "$($_.ProcessId) $($_.ParentProcessId) $($_.CreationDate.ToFileTimeUtc())" }'
  const { stdout } = await run(
    windowsProgram('powershell.exe'),
    ['-NoProfile', '-NonInteractive', '-Command', script],
    {
      windowsHide: true,
      maxBuffer: 16 * 1024 * 1024
    }
  )
  return stdout.split('\n').flatMap((line) => {
    const [pid, parent, identity] = line.trim().split(' ')
    return identity === undefined || identity === ''
      ? []
      : [{ pid: Number(pid), parent: Number(parent), identity }]
  })
}
