/**
 * Counts what all sessions on this machine have used, file by file, each from where it was counted to: the stage of the
 * worker of history whose sums `usageSums.ts` tells. Owns `usage.db`; reads transcripts and writes none.
 */
import { stat } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import type { Database } from 'better-sqlite3'
import { codeOf } from '../../../shared/errors.ts'
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { linesIn } from '../../transcript/lines/forwardLines.ts'
import { readFully } from '../../transcript/lines/backwardLines.ts'
import { parseLine } from '../../transcript/record/fields.ts'
import type { ModelFacts } from '../../transcript/record/recordFormat.ts'
import type { Pace } from '../work/pace.ts'
import type { HistoryFile, Stage } from '../work/stage.ts'
import { emptyState, FileCounter } from './fileCounter.ts'
import { isDamaged, openUsageDatabase, removeUsageDatabase } from './usageDatabase.ts'
import { UsageStore } from './usageStore.ts'
import type { KeptFile } from './usageStore.ts'
import { usageSums } from './usageSums.ts'
import type { UsageQuery, UsageSums } from './usageQuestion.ts'
import { lastLine, wholeLines } from './wholeLines.ts'

/** Bytes of a transcript after which what was counted is kept. */
const KEEP_EVERY = 4 * 1024 * 1024
/** Bytes in front of where it was counted to, by which a file is known again. */
const TAIL = 32

export class UsageStage implements Stage {
  readonly name = 'usage'
  readonly #path: string
  #database: Database
  #store: UsageStore
  readonly #models = new Map<string, ModelFacts>()
  /** Transcripts that could not be counted when it was tried last. */
  readonly #failed = new Set<string>()
  #isWalked = false

  /** `path` of its database. */
  constructor(path: string) {
    this.#path = path
    this.#database = openUsageDatabase(path)
    this.#store = new UsageStore(this.#database)
  }

  async take(file: HistoryFile, pace: Pace): Promise<void> {
    try {
      this.#know(file)
      await this.#takeAll(file, pace)
      this.#failed.delete(file.file)
    } catch (error) {
      // One that was deleted meanwhile has nothing left to count.
      if (codeOf(error) !== 'ENOENT') this.#failed.add(file.file)
      if (isDamaged(error)) this.#beginAnew()
      throw error
    }
  }

  swept(files: readonly HistoryFile[]): Promise<void> {
    const paths = new Set(files.map(({ file }) => file))
    this.#store.inOne(() => {
      this.#store.onlyThese(paths)
      this.#store.sumUp((agent) => this.#models.get(agent) ?? null)
    })
    for (const path of this.#failed) if (!paths.has(path)) this.#failed.delete(path)
    this.#isWalked = true
    return Promise.resolve()
  }

  /** What was used. Throws what SQLite says. */
  sums(query: UsageQuery): UsageSums {
    const isComplete = this.#isWalked && this.#failed.size === 0 && this.#store.unreadable() === 0
    return { ...usageSums(this.#database, query), isWalked: this.#isWalked, isComplete }
  }

  close(): void {
    this.#database.close()
  }

  /** Prices may have changed since it was counted: asked once for each agent. */
  #know({ agent, source }: HistoryFile): void {
    if (this.#models.has(agent)) return
    const { models } = source.format
    this.#store.inOne(() => this.#store.forgetOtherPrices(agent, models))
    this.#models.set(agent, models)
  }

  async #takeAll(file: HistoryFile, pace: Pace): Promise<void> {
    const unit = await this.#unitOf(file)
    await this.#takeFile(unit, file, { path: file.file, isMain: true }, pace)
    for (const path of await file.source.format.beside.list(file.file)) {
      await this.#takeFile(unit, file, { path, isMain: false }, pace)
    }
    this.#store.inOne(() => this.#store.sumUp((agent) => this.#models.get(agent) ?? null))
  }

  async #unitOf({ file, sessionId, agent }: HistoryFile): Promise<number> {
    const { birthtimeMs, mtimeMs } = await stat(file)
    const born = birthtimeMs > 0 ? Math.min(birthtimeMs, mtimeMs) : mtimeMs
    let unit = 0
    this.#store.inOne(() => {
      unit = this.#store.unitOf({ path: file, session: sessionId, agent, born })
    })
    return unit
  }

  async #takeFile(
    unit: number,
    { agent, source }: HistoryFile,
    { path, isMain }: { readonly path: string; readonly isMain: boolean },
    pace: Pace
  ): Promise<void> {
    const { size, mtimeMs } = await stat(path)
    const before = this.#fileOf(unit, path, isMain)
    if (before.bytes === size && before.mtime === mtimeMs) return
    const handle = await openForeignFile(path, { followsLinks: true })
    try {
      const kept = await this.#continued(handle, before)
      const { models } = source.format
      const counter = new FileCounter({
        state: kept.state,
        format: source.format,
        isClaimed: (key) => this.#store.isClaimed(kept.id, key),
        fallbackAt: mtimeMs
      })
      const keep = async (offset: number): Promise<void> => {
        const tail = await tailOf(handle, offset)
        const unreadable = kept.unreadable + counter.unreadable
        const now: KeptFile = { ...kept, offset, tail, state: counter.state, unreadable }
        this.#store.inOne(() => this.#store.keep(now, agent, counter.takeClaims(), models))
      }
      const end = await countLines(handle, kept.offset, counter, keep, pace)
      this.#store.inOne(() => this.#store.settleFile(kept.id, Math.min(size, end), mtimeMs))
    } finally {
      await handle.close()
    }
  }

  #fileOf(unit: number, path: string, isMain: boolean): KeptFile {
    const found: KeptFile[] = []
    this.#store.inOne(() => found.push(this.#store.fileOf(unit, path, isMain)))
    const [file] = found
    if (file === undefined) throw new Error(`there is no row of ${path}`)
    return file
  }

  /** As it was kept, or from the beginning where the file is another one. */
  async #continued(handle: FileHandle, before: KeptFile): Promise<KeptFile> {
    const { size } = await handle.stat()
    if (size >= before.offset && (await tailOf(handle, before.offset)) === before.tail) return before
    this.#store.inOne(() => this.#store.forget(before.id))
    return { ...before, offset: 0, tail: '', state: emptyState(), unreadable: 0 }
  }

  #beginAnew(): void {
    this.#database.close()
    removeUsageDatabase(this.#path)
    this.#database = openUsageDatabase(this.#path)
    this.#store = new UsageStore(this.#database)
    this.#isWalked = false
  }
}

/** Gives the size up to which the file was looked at. */
async function countLines(
  handle: FileHandle,
  from: number,
  counter: FileCounter,
  keep: (offset: number) => Promise<void>,
  pace: Pace
): Promise<number> {
  let offset = from
  let keptAt = from
  for await (const { lines, next, passedOver } of wholeLines(handle, from)) {
    for (const { line } of linesIn(lines)) {
      counter.add(line)
      await pace.rest()
    }
    if (passedOver?.includes('"type":"assistant"') === true) counter.unreadable += 1
    offset = next
    if (offset - keptAt < KEEP_EVERY) continue
    await keep(offset)
    keptAt = offset
    await pace.rest()
  }
  // A last line without a newline counts once it is whole; read again, it says the same.
  const rest = await lastLine(handle, offset)
  const isWhole = rest.length > 0 && parseLine(rest) !== null
  if (isWhole) counter.add(rest)
  await keep(offset)
  return offset + rest.length
}

async function tailOf(handle: FileHandle, offset: number): Promise<string> {
  const bytes = Buffer.alloc(Math.min(TAIL, offset))
  await readFully(handle, bytes, 0, bytes.length, offset - bytes.length)
  return bytes.toString('base64')
}
