import type { DesktopWords } from '../../en/desktop/index.ts'
import { plural } from '../plural.ts'

export const quitting: DesktopWords['quitting'] = {
  message: (running) =>
    plural(running, { one: 'Eine Sitzung arbeitet.', other: `${running} Sitzungen arbeiten.` }),
  detail:
    'Du kannst sie zuerst fertig werden lassen. Was angehalten wird, bleibt erhalten, und du kannst später damit weitermachen.',
  waits: 'wartet auf dich',
  untitled: 'Neue Sitzung',
  more: (count) => `und ${count} weitere`,
  wait: 'Beenden, wenn sie fertig sind',
  stop: 'Anhalten und beenden',
  cancel: 'Abbrechen'
}
