/**
 * All processes that work for us, whichever agent or pane started them, on disk: a server that is killed cannot stop
 * them, so the next one reads here whom it left behind. Made once by `agents.ts`, which gives it to everyone who starts
 * a process that may outlive us; `recover()` is called before any session is opened.
 *
 * A process is announced by its mark before it is started, and known by its number and the moment it began afterwards: a
 * server may die in between. Where the file cannot be believed, or could not be written, the marks themselves tell: they
 * name the data folder.
 */
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { describeIssues, messageOf } from '../../shared/errors.ts'
import { parseJson } from '../../shared/parseJson.ts'
import type { Log } from '../log.ts'
import { readOwn, writeOwn } from '../machine/ownFiles.ts'
import { identityOf, processesByMark } from './processTable.ts'
import { killTree, signalGroup } from './processTree.ts'

const LedgerEntry = z.object({
  /** Null until it is known: it was to be started when its server died. */
  pid: z.number().int().positive().nullable(),
  /** When the process began (`identityOf`). */
  identity: z.string().nullable(),
  mark: z.string(),
  /** The session it works for; empty when it works for none. */
  sessionId: z.string(),
  /** The server that started it. */
  owner: z.object({ pid: z.number().int().positive(), identity: z.string() })
})
export type LedgerEntry = z.infer<typeof LedgerEntry>

const LedgerFile = z.object({ version: z.literal(1), processes: z.array(LedgerEntry) })

export interface LedgerOptions {
  /** The file lies in here as `processes.json`. */
  readonly dataDir: string
  readonly log: Log
}

export interface NewProcess {
  readonly pid: number
  readonly mark: string
  readonly sessionId: string
}

/** What whoever starts a process for a session is given, to have it written down. */
export interface KeptFor {
  readonly ledger: ProcessLedger
  readonly sessionId: string
}

export class ProcessLedger {
  readonly #file: string
  readonly #log: Log
  /** What marks of this data folder begin with. */
  readonly #beginning: string
  readonly #own = new Map<string, LedgerEntry>()
  /** Marks that are not to be kept any more. */
  readonly #gone = new Set<string>()
  #owner: Promise<LedgerEntry['owner'] | null> | null = null
  #recovered: Promise<void> | null = null
  /** Each change of the file waits for the one before. */
  #writes: Promise<void> = Promise.resolve()

  constructor(options: LedgerOptions) {
    const { dataDir, log } = options
    this.#file = path.join(dataDir, 'processes.json')
    this.#log = log
    const folder = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 16)
    this.#beginning = `${folder}.`
  }

  /** The value of `PROCESS_MARK` for one process and all it starts. */
  newMark(): string {
    return `${this.#beginning}${randomUUID()}`
  }

  /** Ends once what earlier servers left running, however many ask. Never rejects. */
  recover(): Promise<void> {
    void this.#thisIdentity() // takes a while on some systems, and never rejects
    this.#recovered ??= this.reapOrphans().then(
      () => undefined,
      (error: unknown) =>
        this.#log.error({ error: messageOf(error) }, 'orphaned processes could not be looked for')
    )
    return this.#recovered
  }

  /**
   * Ends what servers that no longer live have left running; returns how many processes. Never
   * touches the children of a server that still runs, nor a process that merely has the same pid.
   */
  async reapOrphans(): Promise<number> {
    // Nobody may have made it yet; later it is not made again, as it may have been moved away.
    mkdirSync(path.dirname(this.#file), { recursive: true, mode: 0o700 })
    const entries = this.#read()
    let killed = 0
    for (const entry of entries ?? []) {
      if ((await identityOf(entry.owner.pid)) !== entry.owner.identity) killed += await this.#reap(entry)
    }
    if (entries === null) {
      for (const mark of (await processesByMark(this.#beginning)).keys()) {
        if (!this.#own.has(mark))
          killed += await this.#reap({ pid: null, identity: null, mark, sessionId: '' })
      }
    }
    if (entries === null || this.#gone.size > 0) await this.#write()
    return killed
  }

  async #reap(orphan: Omit<LedgerEntry, 'owner'>): Promise<number> {
    const { sessionId: session, pid, mark } = orphan
    try {
      const count = await killTree(orphan)
      this.#gone.add(mark)
      if (count > 0) this.#log.warn({ session, pid, count }, 'ended orphaned processes')
      return count
    } catch (error) {
      this.#log.error({ pid, error: messageOf(error) }, 'an orphaned process could not be ended')
      return 0
    }
  }

  /** Before a process is started with this mark. Whoever announced it removes it, started or not. Never rejects. */
  async announce({ mark, sessionId }: Omit<NewProcess, 'pid'>): Promise<void> {
    const owner = await this.#thisIdentity()
    if (owner === null) return
    this.#own.set(mark, { pid: null, identity: null, mark, sessionId, owner })
    await this.#writeOrTell()
  }

  /**
   * Writes down a child that was just started; null when it has ended already. Never rejects: a disk
   * that is full does not keep an agent from its work.
   */
  async add(child: NewProcess): Promise<LedgerEntry | null> {
    try {
      const entry = await this.#entryOf(child)
      if (!entry) return null
      this.#own.set(entry.mark, entry)
      await this.#writeOrTell()
    } catch (error) {
      this.#log.warn({ pid: child.pid, error: messageOf(error) }, 'a process could not be written down')
    }
    return this.#own.get(child.mark) ?? null
  }

  async #entryOf(child: NewProcess): Promise<LedgerEntry | null> {
    const [identity, owner] = await Promise.all([identityOf(child.pid), this.#thisIdentity()])
    return identity === null || owner === null ? null : { ...child, identity, owner }
  }

  /** The child has ended, or was never started. Never rejects. */
  async remove(mark: string): Promise<void> {
    this.#own.delete(mark)
    this.#gone.add(mark)
    await this.#writeOrTell()
  }

  /** Children of this server that run now. */
  running(): readonly (LedgerEntry & { readonly pid: number })[] {
    return [...this.#own.values()].flatMap((entry) =>
      entry.pid === null ? [] : [{ ...entry, pid: entry.pid }]
    )
  }

  /** For a server that ends without waiting: ends all there are by their groups, as far as a signal reaches. */
  endNow(): void {
    for (const { pid } of this.running()) signalGroup(pid, 'SIGKILL')
  }

  /** Resolves when everything is written. */
  async close(): Promise<void> {
    await this.#writes
  }

  async #thisIdentity(): Promise<LedgerEntry['owner'] | null> {
    this.#owner ??= thisIdentity()
    try {
      return await this.#owner
    } catch (error) {
      this.#owner = null
      this.#log.warn({ error: messageOf(error) }, 'what this process is called is not known')
      return null
    }
  }

  async #writeOrTell(): Promise<void> {
    try {
      await this.#write()
    } catch (error) {
      this.#log.warn({ error: messageOf(error) }, 'the process ledger could not be written')
      this.#disown()
    }
  }

  /** What a file that could not be brought up to date says is not true; without one the marks are looked for. */
  #disown(): void {
    if (process.platform !== 'linux') return
    try {
      rmSync(this.#file, { force: true })
    } catch (error) {
      this.#log.warn({ error: messageOf(error) }, 'an outdated process ledger could not be removed')
    }
  }

  /** Writes what is so now: what could not be written before is written with it. */
  #write(): Promise<void> {
    const write = this.#writes.then(() => {
      // In one go from here on. Whole or not at all: a torn ledger would lose every entry.
      const others = (this.#read() ?? []).filter(({ mark }) => !this.#gone.has(mark) && !this.#own.has(mark))
      writeOwn(this.#file, JSON.stringify({ version: 1, processes: [...others, ...this.#own.values()] }))
      this.#gone.clear()
    })
    // The next change does not fail for this one.
    this.#writes = write.catch(() => undefined)
    return write
  }

  /** Null when there is none, or none that can be read. */
  #text(): string | null {
    try {
      return readOwn(this.#file)
    } catch (error) {
      this.#log.warn({ error: messageOf(error) }, 'the process ledger cannot be read')
      return null
    }
  }

  /** Null when there is none that can be believed. */
  #read(): LedgerEntry[] | null {
    const text = this.#text()
    if (text === null) return null
    const parsed = LedgerFile.safeParse(parseJson(text))
    if (parsed.success) return parsed.data.processes
    this.#log.warn(
      { error: describeIssues(parsed.error) },
      'the process ledger cannot be read and is begun anew'
    )
    return null
  }
}

/** Of this very process, as others find it. */
async function thisIdentity(): Promise<LedgerEntry['owner'] | null> {
  const identity = await identityOf(process.pid)
  return identity === null ? null : { pid: process.pid, identity }
}
