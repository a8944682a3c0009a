/** What `usageStore.ts` asks of its database; the tables are in `usageDatabase.ts`. */
import type { Database } from 'better-sqlite3'

const tokens = 'input, output, cacheRead, cacheWrite'
const sums = 'SUM(input), SUM(output), SUM(cacheRead), SUM(cacheWrite), SUM(cost), SUM(unpriced)'

/** Prepares all of them. */
export function usageStatements(database: Database) {
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
    statesOfRelated: database.prepare(
      `SELECT state FROM file WHERE isMain = 1 AND unit <> :unit AND unit IN (
         SELECT holder.unit FROM claim AS mine JOIN file AS own ON own.id = mine.file
         JOIN claim AS its ON its.key = mine.key AND its.file <> mine.file JOIN file AS holder ON holder.id = its.file
         WHERE own.unit = :unit)`
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
