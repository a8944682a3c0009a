import type { DesktopWords } from '../../en/desktop/index.ts'

export const opening: DesktopWords['opening'] = {
  notOpened: 'Das konnte nicht geöffnet werden',
  refused: {
    'too-long': 'Für einen Link oder Pfad ist das zu lang. Nichts wurde geöffnet.',
    several: 'Skein öffnet einen Ordner oder Link auf einmal: `skein PFAD`. Nichts wurde geöffnet.',
    'bad-path':
      'Das ist kein Pfad eines Ordners, den Skein öffnen kann. Gib den vollen Pfad eines Ordners auf diesem Rechner an.',
    'bad-link':
      'Skein versteht diesen Link nicht. Links sehen so aus: `skein://open?project=…&session=…`. Nichts wurde geöffnet.',
    'unknown-parameter':
      'Dieser Link verlangt mehr, als ein Projekt oder eine Sitzung zu öffnen, und mehr darf ein Link nicht. Nichts wurde geöffnet.',
    'bad-id':
      'Dieser Link nennt eine Sitzung auf eine Weise, die nicht stimmen kann. Kopiere ihn noch einmal dort, wo du ihn her hast.'
  },
  noProject:
    'Das Projekt dieses Links ist hier nicht bekannt. Vielleicht wurde es entfernt oder liegt auf einem anderen Rechner.',
  noSession:
    'Die Sitzung dieses Links gibt es hier nicht. Vielleicht wurde sie gelöscht oder liegt auf einem anderen Rechner.',
  ask: 'Diesen Ordner öffnen?',
  askDetail: (path) =>
    `${path}\n\nEin Link bittet Skein, ihn als Projekt zu öffnen. Öffne nur Ordner von Menschen, denen du vertraust. Durch das Öffnen wird nichts darin ausgeführt.`,
  open: 'Ordner öffnen',
  cancel: 'Abbrechen',
  recentProjects: 'Letzte Projekte',
  newSession: 'Neue Sitzung'
}
