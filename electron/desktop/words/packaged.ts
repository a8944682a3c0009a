/** What is said of the package the app came in. Shown by packagedItems.ts. */
import type { LinkOutcome } from '../commandLink.ts'

export interface PackagedWords {
  readonly installCommand: string
  readonly licences: string
  readonly title: (outcome: LinkOutcome) => string
  readonly detail: (outcome: LinkOutcome) => string
  readonly copy: string
  readonly close: string
}

const en: PackagedWords = {
  installCommand: 'Install Command…',
  licences: 'Licences of Others',
  title: ({ kind }) => {
    if (kind === 'linked') return 'The command is installed'
    return kind === 'forbidden' ? 'One more step in a terminal' : 'The command was not installed'
  },
  detail: (outcome) => {
    switch (outcome.kind) {
      case 'linked':
        return 'Type `skein` in a terminal, or `skein .` to open the folder you are in.'
      case 'moves':
        return 'Move Skein into the Applications folder first, and open it from there: here it is not to stay.'
      case 'taken':
        return `There is something else at ${outcome.path}, which Skein leaves alone.`
      case 'forbidden':
        return `Only an administrator of this Mac may write there. This does it:\n\n${outcome.command}`
    }
  },
  copy: 'Copy',
  close: 'Close'
}

const de: PackagedWords = {
  installCommand: 'Befehl installieren …',
  licences: 'Lizenzen anderer',
  title: ({ kind }) => {
    if (kind === 'linked') return 'Der Befehl ist installiert'
    return kind === 'forbidden' ? 'Noch ein Schritt im Terminal' : 'Der Befehl wurde nicht installiert'
  },
  detail: (outcome) => {
    switch (outcome.kind) {
      case 'linked':
        return 'Tippe `skein` in ein Terminal, oder `skein .`, um den Ordner zu öffnen, in dem du bist.'
      case 'moves':
        return 'Bewege Skein zuerst in den Ordner Programme und öffne es dort: Hier bleibt es nicht.'
      case 'taken':
        return `Unter ${outcome.path} liegt etwas anderes, und Skein lässt es in Ruhe.`
      case 'forbidden':
        return `Nur ein Administrator dieses Macs darf dort schreiben. Das tut es:\n\n${outcome.command}`
    }
  },
  copy: 'Kopieren',
  close: 'Schließen'
}

export const wordsForPackaged = { en, de } as const
