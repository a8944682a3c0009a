import type { PageWords } from '../../en/page/index.ts'
import { isolated } from '../../../isolated.ts'
import { plural } from '../plural.ts'

export const find: PageWords['find'] = {
  label: 'In der Sitzung suchen',
  placeholder: 'In der Sitzung suchen',
  next: 'Nächster Treffer',
  previous: 'Voriger Treffer',
  close: 'Suche schließen',
  searching: 'Sucht …',
  none: 'Keine Treffer',
  place: (index, total) => `${index} von ${total}`,
  count: (total) => plural(total, { one: '1 Treffer', other: `${total} Treffer` }),
  newestOnly: (count) => `Nur die neuesten ${count} lassen sich durchgehen.`,
  notDrawn: (line) => `Im Verlauf nicht zu sehen: „${isolated(line)}“`,
  failed: 'Die Suche ist fehlgeschlagen.',
  loading: 'Ältere Nachrichten werden dafür geladen …',
  stop: 'Anhalten',
  absent: 'Diese Nachricht ist nicht mehr in der Sitzung.',
  notLoaded: 'Ältere Nachrichten konnten nicht geladen werden. Versuche es noch einmal.'
}
