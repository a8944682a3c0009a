import type { DesktopWords } from '../../en/desktop/index.ts'

export const quitting: DesktopWords['quitting'] = {
  message: (running) => (running === 1 ? 'Eine Sitzung arbeitet.' : `${running} Sitzungen arbeiten.`),
  detail:
    'Du kannst sie zuerst fertig werden lassen. Was angehalten wird, bleibt erhalten, und du kannst später damit weitermachen.',
  waits: 'wartet auf dich',
  untitled: 'Neue Sitzung',
  more: (count) => `und ${count} weitere`,
  wait: 'Beenden, wenn sie fertig sind',
  stop: 'Anhalten und beenden',
  cancel: 'Abbrechen'
}
