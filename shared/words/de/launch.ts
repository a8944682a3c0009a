import type { FolderTrouble, LaunchWords } from '../en/launch.ts'

const another = 'wähle mit --data oder SKEIN_DATA einen anderen Ordner'

export const launch: LaunchWords = {
  alreadyRunning: 'Skein läuft schon',
  notStarted: 'Skein konnte nicht starten',
  hasToClose: 'Skein muss sich schließen',
  unexpected: (reason) =>
    `Etwas Unerwartetes ist geschehen (${reason}). Deine Sitzungen sind erhalten; öffne Skein wieder, um weiterzumachen.`,
  couldNotStart: (reason) => `Skein konnte nicht starten: ${reason}`,
  held: (folder, pid) =>
    `${pid === null ? 'Ein anderer Prozess' : `Prozess ${pid}`} betreibt Skein schon mit ${folder}. Nimm diesen, beende ihn, oder wähle mit --data einen anderen Ordner.`,
  unusable: (folder, trouble, reason) => {
    const because: Readonly<Record<FolderTrouble, string>> = {
      full: `Sein Datenträger ist voll. Schaffe Platz und starte Skein noch einmal, oder ${another}.`,
      read_only: `Sein Datenträger lässt sich nur lesen. Hänge ihn zum Schreiben ein, oder ${another}.`,
      not_allowed: `Du darfst dort nicht schreiben. Sieh nach, wem der Ordner gehört, oder ${another}.`,
      in_its_place: `An seiner Stelle liegt eine Datei. Räume sie weg, oder ${another}.`,
      not_ours: reason,
      no_answer: `Sein Datenträger antwortet nicht, wie er sollte. Prüfe den Datenträger oder das Netzlaufwerk, oder ${another}.`,
      other: `${reason}. Behebe das, oder ${another}.`
    }
    return `Der Datenordner ${folder} lässt sich nicht benutzen. ${because[trouble]}`
  },
  silent: (folder) =>
    `Der Datenordner ${folder} antwortet nicht. Liegt er auf einem Netzlaufwerk, verbinde es und starte Skein noch einmal, oder ${another}.`
}
