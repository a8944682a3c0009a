import type { PageWords } from '../../en/page/index.ts'

export const home: PageWords['home'] = {
  title: 'Projekte',
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
