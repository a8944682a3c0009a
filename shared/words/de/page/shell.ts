import type { PageWords } from '../../en/page/index.ts'
import { isolated } from '../../../isolated.ts'
import { plural } from '../plural.ts'

export const shell: PageWords['shell'] = {
  sidebar: 'Projekte und Sitzungen',
  showSidebar: 'Seitenleiste zeigen',
  hideSidebar: 'Seitenleiste verbergen',
  switchProject: 'Projekt wechseln',
  allProjects: 'Alle Projekte',
  newSession: 'Neue Sitzung',
  sessions: 'Sitzungen',
  nothing: {
    all: 'Noch keine Sitzung. Die erste Nachricht beginnt eine.',
    mine: 'Keine Sitzung dieses Projekts hat in Skein begonnen.',
    terminal: 'Keine Sitzung dieses Projekts hat in einem Terminal begonnen.',
    archived: 'Im Archiv liegt nichts.'
  },
  filter: 'Welche Sitzungen',
  filters: { all: 'Alle', mine: 'Eigene', terminal: 'Terminal' },
  pin: 'Anheften',
  unpin: 'Lösen',
  pinned: 'Angeheftet',
  untitled: 'Neue Sitzung',
  actions: (title) => `Aktionen für ${isolated(title)}`,
  rename: 'Umbenennen',
  renameTitle: 'Sitzung umbenennen',
  renameLabel: 'Titel',
  delete: 'Löschen',
  running: 'Läuft',
  waiting: 'Wartet auf deine Erlaubnis',
  unseen: { done: 'Fertig, noch nicht angesehen', failed: 'Fehlgeschlagen, noch nicht angesehen' },
  tokens: (count) => `${count} Token`,
  messages: (count) => plural(count, { one: '1 Nachricht', other: `${count} Nachrichten` }),
  today: 'Heute',
  yesterday: 'Gestern',
  thisWeek: 'Letzte 7 Tage',
  connected: 'Verbunden',
  connecting: 'Verbindet',
  offline: 'Nicht verbunden',
  idle: 'Lokal',
  settings: 'Einstellungen',
  allSettings: 'Alle Einstellungen …',
  newSessionsMode: 'Berechtigungsmodus neuer Sitzungen',
  newSessionsAgent: 'Agent neuer Sitzungen',
  theme: 'Farben',
  themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel', contrast: 'Hoher Kontrast' }
}
