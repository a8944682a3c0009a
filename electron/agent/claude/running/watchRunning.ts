/**
 * Watches which sessions of Claude Code run in processes that nobody here started, by the registry its processes keep.
 * Only the registry's own small files are read: beside them lie keys of the program's sockets, which are never opened.
 * A file counts while its process lives and began when the file says. Made by `claudeAgent.ts`.
 */
import { watch } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../../../../shared/errors.ts'
import type { SessionId } from '../../../../shared/ids.ts'
import type { Clock, ClockTimer } from '../../../clock.ts'
import type { Log } from '../../../log.ts'
import { readForeignText } from '../../../machine/readForeignFile.ts'
import type { HeldSession, RunningWatch } from '../../running.ts'
import { readRunningFile } from './runningFile.ts'
import type { RunningProcess } from './runningFile.ts'

/** Facts about processes, as the machine tells them. */
export interface ProcessFacts {
  /** Whether it lives, began then (where that can be told) and belongs to the person. */
  isAlive(pid: number, procStart: string | null): Promise<boolean>
  /** Those of these that were started by us to work for a session here, or by what was. */
  ours(running: readonly RunningProcess[]): Promise<ReadonlySet<number>>
  /** Asks it to end, as its own program wants to be asked. Never rejects. */
  end(process: RunningProcess): Promise<void>
}

export interface WatchRunningOptions {
  /** The folder of Claude Code's own files, asked anew each time. */
  readonly home: () => Promise<string>
  readonly facts: ProcessFacts
  readonly clock: Clock
  readonly log: Log
  readonly changed: () => void
}

/** A state is written in several steps: they are looked at together. */
const SETTLE_MS = 25
/** How soon it is seen that a process was killed, which leaves its file as it was. */
const LIVENESS_MS = 1_000
/** How soon the registry is found that was not there before. */
const ARM_MS = 5_000
const END_WAIT_MS = 10_000
const END_LOOK_MS = 100
const MOST_BYTES = 64 * 1024
const MOST_FILES = 2_000

export function watchRunning(options: WatchRunningOptions): RunningWatch {
  return new RegistryWatch(options)
}

class RegistryWatch implements RunningWatch {
  readonly #options: WatchRunningOptions
  #held: ReadonlyMap<SessionId, HeldSession> = new Map()
  #processes: ReadonlyMap<SessionId, RunningProcess> = new Map()
  /** What their files said last, by their numbers. */
  #known: ReadonlyMap<number, RunningProcess> = new Map()
  #told = '[]'
  #watcher: FSWatcher | null = null
  #timer: ClockTimer | null = null
  #looking: Promise<void> = Promise.resolve()
  #isWaiting = false
  /** A change was seen, and is looked at in a moment. */
  #isSoon = false
  #isClosed = false
  /**
   * Processes that were found to be ours or another's: that does not change while they live. One of ours may be seen
   * before it is written down as such, and would be kept from its own session: so it is asked twice.
   */
  #owners = new Map<string, 'ours' | 'unsure' | 'another'>()

  constructor(options: WatchRunningOptions) {
    this.#options = options
    void this.look()
  }

  held(): ReadonlyMap<SessionId, HeldSession> {
    return this.#held
  }

  look(): Promise<void> {
    // Whoever asks while one waits for its turn is answered by that one.
    if (!this.#isWaiting) {
      this.#isWaiting = true
      this.#looking = this.#looking.then(() => {
        this.#isWaiting = false
        return this.#look()
      })
    }
    return this.#looking
  }

  async end(sessionId: SessionId): Promise<boolean> {
    const { clock, facts } = this.#options
    await this.look()
    const running = this.#processes.get(sessionId)
    if (running === undefined) return true
    await facts.end(running)
    const { pid } = running.heldBy
    for (let waited = 0; waited < END_WAIT_MS; waited += END_LOOK_MS) {
      if (!(await facts.isAlive(pid, running.procStart))) break
      await new Promise<void>((resolve) => clock.setTimeout(resolve, END_LOOK_MS))
    }
    await this.look()
    return this.#processes.get(sessionId)?.heldBy.pid !== pid
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#timer?.cancel()
    this.#watcher?.close()
    await this.#looking
  }

  /** Never rejects. */
  async #look(): Promise<void> {
    if (this.#isClosed) return
    this.#isSoon = false
    try {
      const folder = join(await this.#options.home(), 'sessions')
      this.#arm(folder)
      this.#take(await this.#read(folder))
    } catch (error) {
      this.#options.log.warn({ error: messageOf(error) }, 'what runs outside cannot be told')
    }
    this.#next(this.#watcher === null ? ARM_MS : this.#held.size > 0 ? LIVENESS_MS : null)
  }

  #take(processes: ReadonlyMap<SessionId, RunningProcess>): void {
    this.#processes = processes
    this.#held = new Map(
      [...processes].map(([sessionId, { cwd, heldBy }]) => [sessionId, { sessionId, cwd, heldBy }])
    )
    const told = JSON.stringify([...this.#held.values()])
    if (told === this.#told) return
    this.#told = told
    this.#options.changed()
  }

  async #read(folder: string): Promise<ReadonlyMap<SessionId, RunningProcess>> {
    const { facts } = this.#options
    const pids = await registryPids(folder)
    const read = await Promise.all(pids.map((pid) => readProcess(folder, pid)))
    // One that is being written says what it said before.
    const there = read.flatMap((running, at) => running ?? this.#known.get(pids[at] ?? 0) ?? [])
    this.#known = new Map(there.map((running) => [running.heldBy.pid, running]))
    const alive = await Promise.all(
      there.map(async (running) =>
        (await facts.isAlive(running.heldBy.pid, running.procStart)) ? [running] : []
      )
    )
    const others = await this.#withoutOurs(alive.flat())
    return new Map(
      others
        .toSorted((one, other) => one.updatedAt - other.updatedAt)
        .map((running) => [running.sessionId, running])
    )
  }

  async #withoutOurs(running: readonly RunningProcess[]): Promise<readonly RunningProcess[]> {
    const owners = this.#owners
    const asked = running.filter((one) => (owners.get(nameOf(one)) ?? 'unsure') === 'unsure')
    const ours = asked.length === 0 ? new Set<number>() : await this.#options.facts.ours(asked)
    this.#owners = new Map(
      running.map((one) => {
        const before = owners.get(nameOf(one))
        if (before === 'ours' || before === 'another') return [nameOf(one), before]
        if (ours.has(one.heldBy.pid)) return [nameOf(one), 'ours']
        return [nameOf(one), before === undefined ? 'unsure' : 'another']
      })
    )
    return running.filter((one) => this.#owners.get(nameOf(one)) !== 'ours')
  }

  #arm(folder: string): void {
    if (this.#watcher !== null) return
    try {
      const watcher = watch(folder, { persistent: false }, () => this.#soon())
      watcher.on('error', () => this.#disarm(watcher))
      this.#watcher = watcher
    } catch {
      // It is not there yet: it is looked for again.
    }
  }

  #disarm(watcher: FSWatcher): void {
    watcher.close()
    if (this.#watcher === watcher) this.#watcher = null
    this.#next(ARM_MS)
  }

  #soon(): void {
    if (this.#isSoon) return
    this.#next(SETTLE_MS)
    this.#isSoon = true
  }

  #next(ms: number | null): void {
    this.#timer?.cancel()
    this.#timer =
      ms === null || this.#isClosed
        ? null
        : this.#options.clock.setTimeout(() => void this.look(), ms).unref()
  }
}

function nameOf({ heldBy: { pid }, procStart }: RunningProcess): string {
  return `${pid} ${procStart}`
}

/** Null for a file that cannot be read, or is another process's than its name says. */
async function readProcess(folder: string, pid: number): Promise<RunningProcess | null> {
  const text = await readForeignText(join(folder, `${pid}.json`), {
    mostBytes: MOST_BYTES,
    followsLinks: false
  })
  const running = text === null ? null : readRunningFile(text)
  return running?.heldBy.pid === pid ? running : null
}

/** Files named by a process's number and nothing else: what is called otherwise is not read. */
async function registryPids(folder: string): Promise<number[]> {
  try {
    return (await readdir(folder))
      .filter((name) => /^[1-9]\d{0,9}\.json$/.test(name))
      .slice(0, MOST_FILES)
      .map((name) => Number.parseInt(name, 10))
  } catch {
    return [] // There is none: nothing runs.
  }
}
