import type { PageWords } from '../../en/page/index.ts'

export const actions: PageWords['actions'] = {
  palette: 'Befehle',
  help: 'Tastenkürzel',
  settings: 'Einstellungen',
  home: 'Alle Projekte',
  doctor: 'Nachsehen, ob alles gut ist',
  'all-usage': 'Verbrauch: Tokens und Kosten von allem',
  'new-session': 'Neue Sitzung',
  'open-folder': 'Ordner öffnen …',
  'toggle-sidebar': 'Seitenleiste zeigen oder verbergen',
  find: 'In dieser Sitzung suchen',
  search: 'Alles durchsuchen',
  'focus-composer': 'Nachricht schreiben',
  interrupt: 'Agenten anhalten',
  'next-session': 'Nächste Sitzung',
  'previous-session': 'Vorige Sitzung',
  'copy-answer': 'Letzte Antwort kopieren',
  rewind: 'Zu einer früheren Nachricht zurück …',
  fork: 'Diese Sitzung abzweigen',
  rename: 'Diese Sitzung umbenennen …',
  archive: 'Diese Sitzung archivieren',
  export: 'Diese Sitzung exportieren …',
  'copy-continue-command': 'Terminalbefehl kopieren, der diese Sitzung fortsetzt',
  usage: 'Token und Kosten dieser Sitzung',
  delete: 'Diese Sitzung löschen …'
}
