import type { DesktopWords } from '../../en/desktop/index.ts'
import { plural } from '../plural.ts'

export const tray: DesktopWords['tray'] = {
  waiting: 'Warten auf dich',
  running: 'Bei der Arbeit',
  nothing: 'Keine Sitzung arbeitet',
  untitled: 'Neue Sitzung',
  open: 'Skein öffnen',
  newSession: 'Neue Sitzung',
  quit: 'Skein beenden',
  more: (count) => `${count} weitere …`,
  tip: (waiting, running) => {
    const parts = [
      ...(waiting > 0 ? [`${waiting} ${plural(waiting, { one: 'wartet', other: 'warten' })} auf dich`] : []),
      ...(running > 0 ? [`${running} bei der Arbeit`] : [])
    ]
    return parts.length === 0 ? 'Skein' : `Skein: ${parts.join(', ')}`
  }
}
