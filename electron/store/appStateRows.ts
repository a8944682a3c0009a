/**
 * What the app remembers of itself between two starts and nobody chose: where its windows stood. Reached as
 * `store.appState`. A value is whatever its owner wrote, and is the owner's to parse.
 */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import type { StoreContext } from './context.ts'

/** One value of JSON by key; a key is its owner's. */
export interface AppStateRows {
  /** Null when nothing is kept under this key, or nothing that can be read. */
  get(key: string): unknown
  set(key: string, value: unknown): void
}

const Row = z.object({ value: z.string() })

/** Prepares the statements of the table `app_state`. */
export function appStateRows(database: Database, { guarded, log }: StoreContext): AppStateRows {
  const select = database.prepare<[string]>('SELECT value FROM app_state WHERE key = ?')
  const put = database.prepare<[string, string]>(
    'INSERT INTO app_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
  )
  return {
    get: (key) =>
      guarded(() => {
        const row = Row.safeParse(select.get(key))
        if (!row.success) return null
        try {
          const value: unknown = JSON.parse(row.data.value)
          return value
        } catch {
          log.error({ key }, 'what the app remembered of itself cannot be read')
          return null
        }
      }),
    set: (key, value) =>
      guarded(() => {
        put.run(key, JSON.stringify(value))
      })
  }
}
