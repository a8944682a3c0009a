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
    this.#sql = statements(database)
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
      this.#accountsOfOriginals(unit),
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

  /** What the agent has reckoned in the sessions whose messages stand in this one, too. */
  #accountsOfOriginals(unit: number): Reckoned[] {
    return z
      .array(StateRow)
      .parse(this.#sql.statesOfOriginals.all({ unit }))
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

const tokens = 'input, output, cacheRead, cacheWrite'
const sums = 'SUM(input), SUM(output), SUM(cacheRead), SUM(cacheWrite), SUM(cost), SUM(unpriced)'

/** What it asks of its database. */
function statements(database: Database) {
  return {
    zone: database.prepare("SELECT value FROM kept WHERE name = 'zone'"),
    keepZone: database.prepare("INSERT OR REPLACE INTO kept (name, value) VALUES ('zone', ?)"),
    unit: database.prepare('SELECT id FROM unit WHERE path = ?'),
    addUnit: database.prepare('INSERT INTO unit (path, session, agent, born) VALUES (?, ?, ?, ?)'),
    isBack: database.prepare('UPDATE unit SET gone = 0 WHERE id = ? AND gone = 1'),
    isGone: database.prepare('UPDATE unit SET gone = 1 WHERE id = ?'),
    present: database.prepare('SELECT id, path FROM unit WHERE gone = 0'),
    dirtyUnits: database.prepare('SELECT id, agent FROM unit WHERE dirty = 1'),
    dirtyUnitOf: database.prepare(
      'UPDATE unit SET dirty = 1 WHERE id = (SELECT unit FROM file WHERE id = ?)'
    ),
    dirtyClaimants: database.prepare(
      'UPDATE unit SET dirty = 1 WHERE id IN (SELECT file.unit FROM claim JOIN file ON file.id = claim.file WHERE key = ?)'
    ),
    isClean: database.prepare('UPDATE unit SET dirty = 0 WHERE id = ?'),
    file: database.prepare(
      'SELECT id, bytes, mtime, offset, tail, state, unreadable FROM file WHERE path = ?'
    ),
    addFile: database.prepare('INSERT OR IGNORE INTO file (unit, path, isMain) VALUES (?, ?, ?)'),
    keepFile: database.prepare(
      'UPDATE file SET offset = ?, tail = ?, state = ?, unreadable = ? WHERE id = ?'
    ),
    stamp: database.prepare('UPDATE file SET bytes = ?, mtime = ? WHERE id = ?'),
    forgetFile: database.prepare(
      "UPDATE file SET bytes = -1, mtime = -1, offset = 0, tail = '', state = NULL, unreadable = 0 WHERE id = ?"
    ),
    filesOfAgent: database.prepare(
      'SELECT file.id FROM file JOIN unit ON unit.id = file.unit WHERE unit.agent = ?'
    ),
    mainState: database.prepare('SELECT state FROM file WHERE unit = ? AND isMain = 1'),
    unreadable: database.prepare(
      'SELECT COALESCE(SUM(unreadable), 0) AS sum FROM file JOIN unit ON unit.id = file.unit WHERE unit.gone = 0'
    ),
    model: database.prepare('SELECT id FROM model WHERE agent = ? AND name = ?'),
    addModel: database.prepare('INSERT OR IGNORE INTO model (agent, name, price) VALUES (?, ?, ?)'),
    modelsOf: database.prepare('SELECT id, name, price FROM model WHERE agent = ?'),
    forgetModels: database.prepare('DELETE FROM model WHERE agent = ?'),
    isClaimed: database.prepare('SELECT 1 FROM claim WHERE file = ? AND key = ? LIMIT 1'),
    forgetClaim: database.prepare('DELETE FROM claim WHERE file = ? AND key = ?'),
    forgetClaims: database.prepare('DELETE FROM claim WHERE file = ?'),
    keysOfFile: database.prepare('SELECT DISTINCT key FROM claim WHERE file = ?'),
    addClaim: database.prepare(
      `INSERT INTO claim (file, key, model, stretch, at, day, isCopy, counts, messages, ${tokens}, cost, unpriced)
       VALUES (:file, :key, :model, :stretch, :at, :day, :isCopy, 0, :messages, :input, :output, :cacheRead, :cacheWrite, :cost, :unpriced)`
    ),
    claimedElsewhere: database.prepare('SELECT 1 FROM claim WHERE key = ? AND file <> ? LIMIT 1'),
    winner: database.prepare(
      `SELECT file.id FROM claim JOIN file ON file.id = claim.file JOIN unit ON unit.id = file.unit WHERE claim.key = ?
       ORDER BY unit.gone, claim.isCopy, unit.born, unit.path, file.isMain DESC, file.path LIMIT 1`
    ),
    take: database.prepare('UPDATE claim SET counts = 1 WHERE key = ? AND file = ?'),
    lose: database.prepare('UPDATE claim SET counts = 0 WHERE key = ? AND file <> ?'),
    sharedKeys: database.prepare(
      `SELECT DISTINCT key FROM claim JOIN file ON file.id = claim.file WHERE file.unit = ? AND EXISTS
       (SELECT 1 FROM claim AS other WHERE other.key = claim.key AND other.file <> claim.file)`
    ),
    claimsOfUnit: database.prepare(
      `SELECT key, model.name AS model, file.isMain, stretch, at, counts, ${tokens}, cost, unpriced
       FROM claim JOIN file ON file.id = claim.file JOIN model ON model.id = claim.model WHERE file.unit = ?`
    ),
    statesOfOriginals: database.prepare(
      `SELECT state FROM file WHERE isMain = 1 AND unit <> :unit AND unit IN (
         SELECT holder.unit FROM claim AS mine JOIN file AS own ON own.id = mine.file
         JOIN claim AS its ON its.key = mine.key AND its.counts = 1 JOIN file AS holder ON holder.id = its.file
         WHERE own.unit = :unit AND mine.counts = 0)`
    ),
    forgetUnwritten: database.prepare('DELETE FROM unwritten WHERE unit = ?'),
    addUnwritten: database.prepare(
      `INSERT INTO unwritten (unit, stretch, model, at, day, ${tokens}, cost, unpriced)
       VALUES (:unit, :stretch, :model, :at, :day, :input, :output, :cacheRead, :cacheWrite, :cost, :unpriced)`
    ),
    forgetDaily: database.prepare('DELETE FROM daily WHERE unit = ?'),
    addDaily: database.prepare(
      `INSERT INTO daily (unit, day, model, messages, ${tokens}, cost, unpriced)
       SELECT :unit, day, model, SUM(messages), ${sums} FROM (
         SELECT day, model, messages, ${tokens}, cost, unpriced FROM claim
         WHERE counts = 1 AND file IN (SELECT id FROM file WHERE unit = :unit)
         UNION ALL SELECT day, model, 0, ${tokens}, cost, unpriced FROM unwritten WHERE unit = :unit
       ) GROUP BY day, model`
    )
  }
}
