/** The person's own choices. Reached as `store.settings`. */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { describeIssues } from '../../shared/errors.ts'
import { parseJson } from '../../shared/parseJson.ts'
import { Settings, defaultSettings } from '../../shared/settings.ts'
import type { StoreContext } from './context.ts'

/** One row for each setting that was ever chosen. */
export interface SettingRows {
  /** What was never chosen, or cannot be read, is as `defaultSettings` has it. */
  get(): Settings
  /** Changes what is given, all or none, and answers with the whole. */
  set(changes: Partial<Settings>): Settings
}

const SettingRow = z.object({ key: z.string(), value: z.string() })

/** Prepares the statements of the table `settings`. */
export function settingRows(database: Database, { guarded, log }: StoreContext): SettingRows {
  const select = database.prepare<[]>('SELECT key, value FROM settings')
  const put = database.prepare<[string, string]>(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value'
  )
  const get = (): Settings => {
    const settings = { ...defaultSettings }
    for (const { key, value } of z.array(SettingRow).parse(select.all())) {
      // A key of another version is not ours to judge: it stays in its row.
      if (!(key in Settings.shape)) continue
      // Null, not undefined: a value that is no JSON is none of the setting's, and not one that is absent.
      const parsed = Settings.partial().safeParse({ [key]: parseJson(value) ?? null })
      if (parsed.success) Object.assign(settings, parsed.data)
      else log.error({ key, issues: describeIssues(parsed.error) }, 'a setting was left out')
    }
    return settings
  }
  const putAll = database.transaction((changes: Partial<Settings>) => {
    for (const [key, value] of Object.entries(changes)) {
      if (value !== undefined) put.run(key, JSON.stringify(value))
    }
  })

  return {
    get: () => guarded(get),
    set: (changes) =>
      guarded(() => {
        putAll.immediate(Settings.partial().parse(changes))
        return get()
      })
  }
}
