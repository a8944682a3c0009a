import type { Strings } from '../strings.ts'

export const palette: Strings['palette'] = {
  title: 'Befehle',
  placeholder: 'Befehle, Sitzungen und Projekte suchen',
  nothing: 'Nichts gefunden.',
  searching: 'Sucht …',
  more: 'Mehr Sitzungen zeigen',
  commands: 'Befehle',
  sessions: 'Sitzungen',
  projects: 'Projekte'
}
