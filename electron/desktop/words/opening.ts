/** What is said when Skein is asked from outside to open something. Shown by openFromSystem.ts. */
import type { Refused } from '../openRequest.ts'

export interface OpeningWords {
  readonly notOpened: string
  readonly refused: Readonly<Record<Refused, string>>
  readonly noProject: string
  readonly noSession: string
  readonly ask: string
  /** @param path real path of the folder */
  readonly askDetail: (path: string) => string
  readonly open: string
  readonly cancel: string
  readonly recentProjects: string
  readonly newSession: string
}

const en: OpeningWords = {
  notOpened: 'This could not be opened',
  refused: {
    'too-long': 'This link is not one Skein can open, nor is it a path: it is too long. Nothing was opened.',
    several: 'Skein opens one folder or link at a time: `skein PATH`. Nothing was opened.',
    'bad-path':
      'This is not the path of a folder Skein can open. Name the full path of a folder on this computer.',
    'bad-link':
      'This link is not one Skein can open. Links look like `skein://open?project=…&session=…`. Nothing was opened.',
    'unknown-parameter':
      'This link asks for more than opening a project or a session, and a link can do no more. Nothing was opened.',
    'bad-id':
      'This link names a session in a way that cannot be right. Copy the link again where you have it from.'
  },
  noProject:
    'The project of this link is not known here. It may have been removed, or live on another computer.',
  noSession:
    'The session of this link is not known here. It may have been deleted, or live on another computer.',
  ask: 'Open this folder?',
  askDetail: (path) =>
    `${path}\n\nA link asks Skein to open it as a project. Only open folders of people you trust. Nothing in it is run by opening it.`,
  open: 'Open folder',
  cancel: 'Cancel',
  recentProjects: 'Recent projects',
  newSession: 'New session'
}

const de: OpeningWords = {
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

export const wordsForOpening = { en, de } as const
