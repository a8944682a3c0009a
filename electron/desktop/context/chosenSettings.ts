/** The settings as they are now, without asking the database at every event. Made once by startAttention.ts. */
import { messageOf } from '../../../shared/errors.ts'
import { defaultSettings } from '../../../shared/settings.ts'
import type { Settings } from '../../../shared/settings.ts'
import type { Desktop } from './desktop.ts'

/** Those of a database that does not answer are the defaults. */
export function chosenSettings({ server, log }: Pick<Desktop, 'server' | 'log'>): () => Settings {
  let settings = defaultSettings
  try {
    settings = server.settings()
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'the settings are not known; the defaults hold')
  }
  server.onNotice((notice) => {
    if (notice.type === 'settings_changed') settings = notice.settings
  })
  return () => settings
}
