/**
 * The children that work for us, on disk: a server that is killed cannot stop its agents, so the
 * next one reads here whom it left behind. `main.ts` and `headless.ts` open it and call
 * `reapOrphans()` before any session; agents write down each child they start.
 */
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { describeIssues, messageOf } from '../../shared/errors.ts'
import type { Log } from '../log.ts'
import { readOwn, writeOwn } from '../machine/ownFiles.ts'
import { identityOf } from './processTable.ts'
import { killTree } from './processTree.ts'

const LedgerEntry = z.object({
  pid: z.number().int().positive(),
  /** When the process began (`identityOf`). */
  identity: z.string(),
  mark: z.string(),
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

export class ProcessLedger {
  readonly #file: string
  readonly #log: Log
  readonly #own = new Map<string, LedgerEntry>()
  #owner: Promise<LedgerEntry['owner'] | null> | null = null
  /** Each change of the file waits for the one before. */
  #writes: Promise<void> = Promise.resolve()

  constructor(options: LedgerOptions) {
    this.#file = path.join(options.dataDir, 'processes.json')
    this.#log = options.log
  }

  /**
   * Ends what servers that no longer live have left running; returns how many processes. Never
   * touches the children of a server that still runs, nor a process that merely has the same pid.
   */
  async reapOrphans(): Promise<number> {
    const entries = await this.#read()
    let killed = 0
    const kept: LedgerEntry[] = []
    for (const entry of entries) {
      if ((await identityOf(entry.owner.pid)) === entry.owner.identity) {
        kept.push(entry)
        continue
      }
      try {
        const count = await killTree(entry)
        killed += count
        if (count > 0)
          this.#log.warn({ session: entry.sessionId, pid: entry.pid, count }, 'ended orphaned processes')
      } catch (error) {
        kept.push(entry)
        this.#log.error({ pid: entry.pid, error: messageOf(error) }, 'an orphaned process could not be ended')
      }
    }
    if (kept.length !== entries.length) {
      const gone = new Set(entries.filter((entry) => !kept.includes(entry)).map(({ mark }) => mark))
      await this.#change((current) => current.filter(({ mark }) => !gone.has(mark)))
    }
    return killed
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
      await this.#change((current) => [...current.filter(({ mark }) => mark !== entry.mark), entry])
    } catch (error) {
      this.#log.warn({ pid: child.pid, error: messageOf(error) }, 'a process could not be written down')
    }
    return this.#own.get(child.mark) ?? null
  }

  async #entryOf(child: NewProcess): Promise<LedgerEntry | null> {
    this.#owner ??= ownIdentity()
    const [identity, owner] = await Promise.all([identityOf(child.pid), this.#owner])
    return identity === null || owner === null ? null : { ...child, identity, owner }
  }

  /** The child has ended. Never rejects. */
  async remove(mark: string): Promise<void> {
    this.#own.delete(mark)
    try {
      await this.#change((current) => current.filter((entry) => entry.mark !== mark))
    } catch (error) {
      this.#log.warn({ error: messageOf(error) }, 'the process ledger could not be written')
    }
  }

  /** Children of this server that run now. */
  running(): readonly LedgerEntry[] {
    return [...this.#own.values()]
  }

  /** Resolves when everything is written. */
  async close(): Promise<void> {
    await this.#writes
  }

  #change(change: (current: readonly LedgerEntry[]) => readonly LedgerEntry[]): Promise<void> {
    const write = this.#writes.then(async () => {
      await this.#write(change(await this.#read()))
    })
    // The next change does not fail for this one.
    this.#writes = write.catch(() => undefined)
    return write
  }

  async #read(): Promise<LedgerEntry[]> {
    const text = readOwn(this.#file)
    if (text === null) return []
    const parsed = LedgerFile.safeParse(parseJson(text))
    if (parsed.success) return parsed.data.processes
    this.#log.warn(
      { error: describeIssues(parsed.error) },
      'the process ledger cannot be read and is begun anew'
    )
    return []
  }

  /** Whole or not at all: a torn ledger would lose every entry. */
  async #write(processes: readonly LedgerEntry[]): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true })
    writeOwn(this.#file, JSON.stringify({ version: 1, processes }))
  }
}

async function ownIdentity(): Promise<LedgerEntry['owner'] | null> {
  const identity = await identityOf(process.pid)
  return identity === null ? null : { pid: process.pid, identity }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // What is no JSON is refused by the schema, with a sentence.
    return null
  }
}
