/** Brings an open database to the shape this version of Skein knows. Called by `openDatabase.ts`. */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'

/** How many migrations the database has been through; 0 when it is new. */
export function versionOf(database: Database): number {
  return z
    .number()
    .int()
    .parse(database.pragma('user_version', { simple: true }))
}

/**
 * Applies the steps the database has not seen, each in a transaction of its own: one that fails
 * leaves the database as the step before left it, and throws.
 */
export function migrate(database: Database, steps: readonly string[]): void {
  const apply = database.transaction((step: string, version: number) => {
    // Another process may have been faster between our look and our lock.
    if (versionOf(database) >= version) return
    database.exec(step)
    database.pragma(`user_version = ${version}`)
  })
  const done = versionOf(database)
  for (const [index, step] of steps.entries()) {
    if (index >= done) apply.immediate(step, index + 1)
  }
}
