/** All keys by the part of the app they hold in. Drawn in the help sheet and on the settings page. */
import { chosenSendKey, useSettingsStore } from '../stores/settingsStore.ts'
import { KeyCaps } from './KeyCaps.tsx'
import { keyGroups } from './keyGroups.ts'

export function KeyList() {
  const swapped = useSettingsStore(chosenSendKey) === 'mod-enter'
  return (
    <div className="gap-8 sm:columns-2">
      {keyGroups(swapped).map((group) => (
        <section key={group.title} className="mb-5 break-inside-avoid">
          <h3 className="mb-1 text-meta font-semibold text-ink-muted">{group.title}</h3>
          <dl className="divide-y divide-line">
            {group.rows.map((row) => (
              <div key={row.label} className="flex items-center gap-3 py-1.5 text-ui">
                <dt className="min-w-0 flex-1">{row.label}</dt>
                <dd className="flex gap-1.5">
                  {row.chords.map((chord, index) => (
                    // The same key twice (Esc Esc) is two caps.
                    <KeyCaps key={`${chord}${index}`} chord={chord} />
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
