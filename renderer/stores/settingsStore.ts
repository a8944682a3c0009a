/**
 * The person's settings and the app's own state of health. A change shows at once and is taken back
 * when the server refuses it. The defaults for new sessions are handed on to the session store.
 */
import { create } from 'zustand'
import type { Failure } from '../../shared/errors.ts'
import type { Status } from '../../shared/protocol.ts'
import { Settings } from '../../shared/settings.ts'
import { failureOf } from '../connection/requestFailure.ts'
import { readConnection } from './connectionStore.ts'
import { readPageSendKey } from './pageDefaults.ts'
import type { Outcome } from './projectStore.ts'
import { useSessionStore } from './sessionStore.ts'

export interface SettingsStore {
  /** Null until they are loaded. */
  readonly settings: Settings | null
  /** What a person should know about the app itself. */
  readonly problems: readonly Failure[]
  readonly version: string | null
  /** Why settings or status could not be read, null otherwise. */
  readonly error: Failure | null

  loadSettings(): Promise<void>
  /** Chosen here or in another window. */
  takeSettings(settings: Settings): void
  changeSettings(changes: Partial<Settings>): Promise<Outcome<Settings>>
  loadStatus(): Promise<void>
}

export const useSettingsStore = create<SettingsStore>()((set, get) => {
  function show(settings: Settings): void {
    set({ settings, error: null })
    const session = useSessionStore.getState()
    session.setDefaultPermissionMode(settings.defaultPermissionMode)
    session.setDefaultAgent(settings.defaultAgent)
  }

  return {
    settings: null,
    problems: [],
    version: null,
    error: null,

    loadSettings: async () => {
      try {
        show(await readConnection().http.readSettings())
      } catch (thrown) {
        set({ error: failureOf(thrown) })
      }
    },
    takeSettings: show,
    changeSettings: async (changes) => {
      const before = get().settings
      if (before) show({ ...before, ...changes })
      try {
        const value = await readConnection().http.changeSettings(changes)
        show(value)
        return { ok: true, value }
      } catch (thrown) {
        const now = get().settings
        if (before && now) show({ ...now, ...taken(before, changes) })
        return { ok: false, error: failureOf(thrown) }
      }
    },
    loadStatus: async () => {
      try {
        const status: Status = await readConnection().http.readStatus()
        set({ problems: status.problems, version: status.version, error: null })
      } catch (thrown) {
        set({ error: failureOf(thrown) })
      }
    }
  }
})

/** What Enter does, known from the first key on. */
export function chosenSendKey({ settings }: SettingsStore): Settings['sendKey'] {
  return settings?.sendKey ?? readPageSendKey()
}

/** What the settings were, of exactly those that were to change. */
function taken(before: Settings, changes: Partial<Settings>): Partial<Settings> {
  return Settings.partial().parse(
    Object.fromEntries(Object.entries(before).filter(([key]) => key in changes))
  )
}
