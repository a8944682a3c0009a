import type { PageWords } from '../../en/page/index.ts'

export const palette: PageWords['palette'] = {
  title: 'Befehle',
  placeholder: 'Befehle, Sitzungen, Projekte und Gesagtes suchen',
  nothing: 'Nichts gefunden.',
  searching: 'Sucht …',
  more: 'Mehr Sitzungen zeigen',
  commands: 'Befehle',
  sessions: 'Sitzungen',
  projects: 'Projekte'
}
