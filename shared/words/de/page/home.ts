import { isolated } from '../../../isolated.ts'
import type { PageWords } from '../../en/page/index.ts'
import { plural } from '../plural.ts'

export const home: PageWords['home'] = {
  title: 'Start',
  search: 'Alles durchsuchen, was je gesagt wurde',
  waits: 'Wartet auf dich',
  runs: 'Läuft',
  latest: 'Zuletzt bearbeitet',
  noSessions: 'Noch keine Sitzungen. Öffne ein Projekt und schick die erste Nachricht.',
  filling: (done, total) =>
    `Sieht durch, was Agenten auf diesem Rechner aufgehoben haben: ${done} von ${plural(total, { one: '1 Sitzung', other: `${total} Sitzungen` })}`,
  showAll: (count) => `Alle ${count} zeigen`,
  projects: 'Projekte',
  found: 'Auf diesem Rechner gefunden',
  foundHint: 'In diesen Ordnern wurden Sitzungen gefunden. In Skein hat sie noch niemand geöffnet.',
  missing: 'Den Ordner gibt es nicht mehr. Was darin gesagt wurde, lässt sich noch lesen.',
  origin: {
    terminal: 'In einem Terminal begonnen',
    background: 'Im Hintergrund begonnen',
    other: 'In einem anderen Programm begonnen'
  },
  onBranch: 'Auf dem Branch',
  branch: (name) => `Branch ${isolated(name)}`,
  firstRun:
    'Öffne einen Ordner, um zu beginnen. Nichts verlässt diesen Rechner, außer was ein Agent seinem eigenen Modell schickt.',
  openFolder: 'Ordner öffnen',
  opening: 'Öffnet …',
  pathLabel: 'Pfad des Ordners',
  pathPlaceholder: '/home/du/code/projekt',
  pathHint: 'Ein vollständiger Pfad auf dem Rechner, auf dem Skein läuft.',
  pathMissing: 'Gib zuerst den vollständigen Pfad eines Ordners ein.',
  recent: 'Zuletzt geöffnet',
  remove: (name) => `${name} aus der Liste nehmen`,
  removeTitle: (name) => `${name} entfernen?`,
  removeBody: 'Entfernt das Projekt aus Skein. Die Dateien bleiben, wo sie sind.',
  removeConfirm: 'Entfernen',
  agents: 'Agenten auf diesem Rechner',
  agentReady: 'Bereit',
  agentNotReady: 'Nicht verfügbar',
  chooseProgram: 'Programm wählen …',
  chosenProgram: (path) => `Programm: ${path}`,
  programTitle: (agent) => `Wo liegt ${agent}?`,
  programLabel: 'Vollständiger Pfad des Programms; leer, damit Skein es selbst sucht'
}
