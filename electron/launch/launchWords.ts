/**
 * What is said before there is a window and a database that knows the chosen language: in that of the system. Asked by
 * both composition roots and by whoever looks at the data folder for them.
 */
import { codeOf, messageOf } from '../../shared/errors.ts'

export interface LaunchWords {
  /** Titles of the boxes in which the desktop app says it. */
  readonly alreadyRunning: string
  readonly notStarted: string
  readonly hasToClose: string
  readonly unexpected: (reason: string) => string
  /** In browser mode, before the reason. */
  readonly couldNotStart: (reason: string) => string
  /** @param pid null while it has not said which it is */
  readonly held: (folder: string, pid: number | null) => string
  readonly unusable: (folder: string, error: unknown) => string
  readonly silent: (folder: string) => string
}

const enAnother = 'choose another folder with --data or SKEIN_DATA'

const en: LaunchWords = {
  alreadyRunning: 'Skein is already running',
  notStarted: 'Skein could not start',
  hasToClose: 'Skein has to close',
  unexpected: (reason) =>
    `Something unexpected happened (${reason}). Your sessions are kept; open Skein again to go on.`,
  couldNotStart: (reason) => `Skein could not start: ${reason}`,
  held: (folder, pid) =>
    `${pid === null ? 'Another process' : `Process ${pid}`} already runs Skein on ${folder}. Use that one, stop it, or choose another folder with --data.`,
  unusable: (folder, error) => {
    const because: Readonly<Record<FolderTrouble, string>> = {
      full: `its disk is full. Free some space and start Skein again, or ${enAnother}.`,
      read_only: `its disk can only be read. Mount it for writing, or ${enAnother}.`,
      not_allowed: `you may not write there. Check whom the folder belongs to, or ${enAnother}.`,
      in_its_place: `there is a file in its place. Move that file away, or ${enAnother}.`,
      not_ours: messageOf(error),
      no_answer: `its disk does not answer as it should. Check the disk or the network drive, or ${enAnother}.`,
      other: `${messageOf(error)}. Mend that, or ${enAnother}.`
    }
    return `The data folder ${folder} cannot be used: ${because[troubleOf(error)]}`
  },
  silent: (folder) =>
    `The data folder ${folder} does not answer. If it lies on a network drive, connect the drive and start Skein again, or ${enAnother}.`
}

const deAnother = 'wähle mit --data oder SKEIN_DATA einen anderen Ordner'

const de: LaunchWords = {
  alreadyRunning: 'Skein läuft schon',
  notStarted: 'Skein konnte nicht starten',
  hasToClose: 'Skein muss sich schließen',
  unexpected: (reason) =>
    `Etwas Unerwartetes ist geschehen (${reason}). Deine Sitzungen sind erhalten; öffne Skein wieder, um weiterzumachen.`,
  couldNotStart: (reason) => `Skein konnte nicht starten: ${reason}`,
  held: (folder, pid) =>
    `${pid === null ? 'Ein anderer Prozess' : `Prozess ${pid}`} betreibt Skein schon mit ${folder}. Nimm diesen, beende ihn, oder wähle mit --data einen anderen Ordner.`,
  unusable: (folder, error) => {
    const because: Readonly<Record<FolderTrouble, string>> = {
      full: `Sein Datenträger ist voll. Schaffe Platz und starte Skein noch einmal, oder ${deAnother}.`,
      read_only: `Sein Datenträger lässt sich nur lesen. Hänge ihn zum Schreiben ein, oder ${deAnother}.`,
      not_allowed: `Du darfst dort nicht schreiben. Sieh nach, wem der Ordner gehört, oder ${deAnother}.`,
      in_its_place: `An seiner Stelle liegt eine Datei. Räume sie weg, oder ${deAnother}.`,
      not_ours: messageOf(error),
      no_answer: `Sein Datenträger antwortet nicht, wie er sollte. Prüfe den Datenträger oder das Netzlaufwerk, oder ${deAnother}.`,
      other: `${messageOf(error)}. Behebe das, oder ${deAnother}.`
    }
    return `Der Datenordner ${folder} lässt sich nicht benutzen. ${because[troubleOf(error)]}`
  },
  silent: (folder) =>
    `Der Datenordner ${folder} antwortet nicht. Liegt er auf einem Netzlaufwerk, verbinde es und starte Skein noch einmal, oder ${deAnother}.`
}

/** @param locale as the system has it: `de`, `de-AT`, `en-US`, … */
export function launchWords(locale = new Intl.DateTimeFormat().resolvedOptions().locale): LaunchWords {
  return locale.toLowerCase().startsWith('de') ? de : en
}

type FolderTrouble =
  'full' | 'read_only' | 'not_allowed' | 'in_its_place' | 'not_ours' | 'no_answer' | 'other'

function troubleOf(error: unknown): FolderTrouble {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'full'
    case 'EROFS':
      return 'read_only'
    case 'EACCES':
    case 'EPERM':
      return 'not_allowed'
    case 'ENOTDIR':
    case 'EEXIST':
      return 'in_its_place'
    case 'NOT_OURS':
      return 'not_ours'
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return 'no_answer'
    default:
      return 'other'
  }
}
