/**
 * What is kept of usage and how far each file is counted. Each API message counts once: where several files claim it,
 * the session it was said in has it, not the copies. Owned by `usageStage.ts`.
 */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { AgentId, SessionId } from '../../../shared/ids.ts'
import type { ModelFacts } from '../../transcript/record/recordFormat.ts'
import { dayOf, emptyState, FileState } from './fileCounter.ts'
import type { Claim, Reckoned } from './fileCounter.ts'
import { unwrittenIn } from './unwritten.ts'
import type { StretchLines, Unwritten } from './unwritten.ts'
import { ClaimRow, linesByStretch } from './linesByStretch.ts'
import { usageStatements } from './usageStatements.ts'

/** A transcript with the files of its subagents. */
export interface UnitFacts {
  readonly path: string
  readonly session: SessionId
  readonly agent: AgentId
  /** Milliseconds: the older of two that hold the same is the original. */
  readonly born: number
}

const KeptFile = z.object({
  id: z.number(),
  bytes: z.number(),
  mtime: z.number(),
  offset: z.number(),
  tail: z.string(),
  state: z.string().nullable(),
  unreadable: z.number()
})

/** How far a file is counted. */
export interface KeptFile extends Omit<z.infer<typeof KeptFile>, 'state'> {
  readonly state: FileState
}

const Row = z.object({ id: z.number() })
const Key = z.object({ key: z.string() })
const Unit = z.object({ id: z.number(), agent: z.string() })
const Model = z.object({ id: z.number(), name: z.string(), price: z.number().nullable() })
const Text = z.object({ value: z.string() })
const StateRow = z.object({ state: z.string().nullable() })

const MILLION = 1_000_000
const million = { input: MILLION, output: MILLION, cacheRead: MILLION, cacheWrite: MILLION }

export class UsageStore {
  readonly #database: Database
  readonly #models = new Map<string, number>()
  readonly #sql

  constructor(database: Database) {
    this.#database = database
    this.#sql = usageStatements(database)
    this.#dayAnew()
  }

  /** One piece of work: all of it is kept, or nothing. */
  inOne(work: () => void): void {
    this.#database.transaction(work).immediate()
  }

  /** The number of a unit; made when it is new. */
  unitOf({ path, session, agent, born }: UnitFacts): number {
    const known = this.#sql.unit.get(path)
    if (known === undefined) return Number(this.#sql.addUnit.run(path, session, agent, born).lastInsertRowid)
    const { id } = Row.parse(known)
    if (this.#sql.isBack.run(id).changes > 0) this.#decideAllOf(id)
    return id
  }

  /** As it was counted last. */
  fileOf(unit: number, path: string, isMain: boolean): KeptFile {
    this.#sql.addFile.run(unit, path, isMain ? 1 : 0)
    const { state, ...kept } = KeptFile.parse(this.#sql.file.get(path))
    return { ...kept, state: state === null ? emptyState() : FileState.parse(JSON.parse(state)) }
  }

  /** It is another one now: nothing it said counts any more. */
  forget(file: number): void {
    const keys = z.array(Key).parse(this.#sql.keysOfFile.all(file))
    this.#sql.forgetClaims.run(file)
    this.#sql.forgetFile.run(file)
    this.#sql.dirtyUnitOf.run(file)
    for (const { key } of keys) this.#decide(key)
  }

  isClaimed(file: number, key: string): boolean {
    return this.#sql.isClaimed.get(file, key) !== undefined
  }

  /** What was counted of it, and how far that is. */
  keep(file: KeptFile, agent: AgentId, claims: readonly Claim[], models: ModelFacts): void {
    for (const { key, spent, stretch, at, isCopy } of claims) {
      this.#sql.forgetClaim.run(file.id, key)
      for (const [index, { model, spent: some }] of spent.entries()) {
        this.#sql.addClaim.run({
          file: file.id,
          key,
          model: this.#model(agent, models.plainModel(model), models),
          stretch,
          at: Math.trunc(at),
          day: dayOf(at),
          isCopy: isCopy ? 1 : 0,
          messages: index === 0 ? 1 : 0,
          input: some.input,
          output: some.output,
          cacheRead: some.cacheRead,
          cacheWrite: some.cacheWrite,
          cost: some.costUsd,
          unpriced: some.isPriced ? 0 : 1
        })
      }
      this.#decide(key, file.id)
    }
    this.#sql.keepFile.run(file.offset, file.tail, JSON.stringify(file.state), file.unreadable, file.id)
    if (claims.length > 0) this.#sql.dirtyUnitOf.run(file.id)
  }

  /** All of it is counted that was there when it had this size and time. */
  settleFile(file: number, bytes: number, mtime: number): void {
    this.#sql.stamp.run(bytes, mtime, file)
    this.#sql.dirtyUnitOf.run(file)
  }

  /** Sums up anew whatever has changed. */
  sumUp(modelsOf: (agent: string) => ModelFacts | null): void {
    for (const { id, agent } of z.array(Unit).parse(this.#sql.dirtyUnits.all())) {
      const models = modelsOf(agent)
      if (models === null) continue
      this.#reckon(id, agent, models)
      this.#sql.forgetDaily.run(id)
      this.#sql.addDaily.run({ unit: id })
      this.#sql.isClean.run(id)
    }
  }

  /** These are all there are now. Transcripts that are gone go on counting, but not before one that is there. */
  onlyThese(paths: ReadonlySet<string>): void {
    const rows = z.array(Row.extend({ path: z.string() })).parse(this.#sql.present.all())
    for (const { id, path } of rows) {
      if (paths.has(path)) continue
      this.#sql.isGone.run(id)
      this.#decideAllOf(id)
    }
  }

  /** Whether what is counted of this agent was counted by these prices; forgets it when not. */
  forgetOtherPrices(agent: AgentId, models: ModelFacts): boolean {
    const known = z.array(Model).parse(this.#sql.modelsOf.all(agent))
    if (known.every(({ name, price }) => priceOf(name, models) === price)) return false
    for (const { id } of z.array(Row).parse(this.#sql.filesOfAgent.all(agent))) this.forget(id)
    this.#sql.forgetModels.run(agent)
    this.#models.clear()
    return true
  }

  /** Lines nobody could read, in all files that are there. */
  unreadable(): number {
    return z.object({ sum: z.number() }).parse(this.#sql.unreadable.get()).sum
  }

  /** Who has a message may have changed: the file `changed` has just said something of it. */
  #decide(key: string, changed: number | null = null): void {
    if (changed !== null && this.#sql.claimedElsewhere.get(key, changed) === undefined) {
      this.#sql.take.run(key, changed)
      return
    }
    const winner = this.#sql.winner.get(key)
    if (winner === undefined) return
    const { id } = Row.parse(winner)
    this.#sql.dirtyClaimants.run(key)
    this.#sql.take.run(key, id)
    this.#sql.lose.run(key, id)
  }

  #decideAllOf(unit: number): void {
    for (const { key } of z.array(Key).parse(this.#sql.sharedKeys.all(unit))) this.#decide(key)
  }

  #reckon(unit: number, agent: string, models: ModelFacts): void {
    this.#sql.forgetUnwritten.run(unit)
    const state = this.#stateOf(unit)
    if (state === null || state.stretches.every(({ reckoned }) => reckoned === null)) return
    const rows = z.array(ClaimRow).parse(this.#sql.claimsOfUnit.all(unit))
    const lines = linesByStretch(rows, state.stretches)
    const missing = unwrittenIn(
      state.stretches,
      (stretch): StretchLines => lines.get(stretch) ?? { own: new Map(), elsewhere: new Map() },
      this.#accountsOfRelated(unit),
      models
    )
    for (const some of missing) this.#addUnwritten(unit, agent, some, models, state.at ?? 0)
  }

  #addUnwritten(
    unit: number,
    agent: string,
    { stretch, at, model, spent, unpriced }: Unwritten,
    models: ModelFacts,
    fallbackAt: number
  ): void {
    this.#sql.addUnwritten.run({
      unit,
      stretch,
      model: this.#model(agent, model, models),
      at: Math.trunc(at ?? fallbackAt),
      day: dayOf(at ?? fallbackAt),
      input: spent.input,
      output: spent.output,
      cacheRead: spent.cacheRead,
      cacheWrite: spent.cacheWrite,
      cost: spent.costUsd,
      unpriced
    })
  }

  /** What the agent has reckoned in the sessions that hold some of the same messages: originals and copies. */
  #accountsOfRelated(unit: number): Reckoned[] {
    return z
      .array(StateRow)
      .parse(this.#sql.statesOfRelated.all({ unit }))
      .flatMap(({ state }) => (state === null ? [] : FileState.parse(JSON.parse(state)).stretches))
      .flatMap(({ reckoned }) => (reckoned === null ? [] : [reckoned]))
  }

  #stateOf(unit: number): FileState | null {
    const row = StateRow.optional().parse(this.#sql.mainState.get(unit))
    return row?.state ? FileState.parse(JSON.parse(row.state)) : null
  }

  #model(agent: string, name: string, models: ModelFacts): number {
    const key = `${agent} ${name}`
    const known = this.#models.get(key)
    if (known !== undefined) return known
    this.#sql.addModel.run(agent, name, priceOf(name, models))
    const { id } = Row.parse(this.#sql.model.get(agent, name))
    this.#models.set(key, id)
    return id
  }

  /** Days are those of the place this runs in; at another place they are others. */
  #dayAnew(): void {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
    const known = this.#sql.zone.get()
    if (known !== undefined && Text.parse(known).value === zone) return
    this.inOne(() => {
      this.#database.function('localDay', { deterministic: false }, (at) => dayOf(Number(at)))
      this.#database.exec(
        'UPDATE claim SET day = localDay(at); UPDATE unwritten SET day = localDay(at); UPDATE unit SET dirty = 1'
      )
      this.#sql.keepZone.run(zone)
    })
  }
}

/** Null when it has none. */
function priceOf(model: string, models: ModelFacts): number | null {
  return models.costOf(model, million, {})
}
