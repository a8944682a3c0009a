import type { PageWords } from '../../en/page/index.ts'
import { isolated } from '../../../isolated.ts'
import { plural } from '../plural.ts'

export const steering: PageWords['steering'] = {
  menu: 'Sitzung',
  rename: 'Umbenennen …',
  fork: 'Diese Sitzung abzweigen',
  forkHere: 'Hier abzweigen',
  forked: 'Das ist die Abzweigung. Die Sitzung, aus der sie kommt, bleibt, wie sie war.',
  rewind: 'Zu einer früheren Nachricht zurück …',
  edit: 'Ändern und neu senden',
  editing:
    'Du änderst eine frühere Nachricht. Senden geht an ihre Stelle zurück; was danach kam, bleibt erreichbar.',
  stopEditing: 'Nicht zurückgehen',
  rewindTitle: 'Zu einer früheren Nachricht zurück',
  rewindHint:
    'Wähle eine Nachricht, um sie neu zu schreiben. Geänderte Dateien bleiben, wie sie sind; der alte Zweig bleibt erreichbar.',
  rewindNothing: 'In dieser Sitzung wurde noch nichts gesendet.',
  rewindMore: 'Frühere Nachrichten laden',
  branch: (index, total) => `Fassung ${index} von ${total}`,
  previousBranch: 'Vorige Fassung zeigen',
  nextBranch: 'Nächste Fassung zeigen',
  notWhileRunning: 'Nicht, solange der Agent arbeitet. Halte ihn zuerst an.',
  cannotForget: 'Der Agent kann nicht vergessen, wie diese Sitzung begann.',
  startAnew: 'Damit eine neue Sitzung beginnen',
  archive: 'Archivieren',
  unarchive: 'Aus dem Archiv nehmen',
  archived: (title) => `„${isolated(title)}“ liegt im Archiv.`,
  undo: 'Rückgängig',
  export: 'Exportieren …',
  exportTitle: 'Sitzung exportieren',
  exportFormat: 'Format',
  formats: { markdown: 'Markdown', html: 'HTML', json: 'JSON' },
  formatHints: {
    markdown: 'Zum Lesen und Weitergeben.',
    html: 'Eine Seite, die in jedem Browser gut aussieht.',
    json: 'Alles, für Programme.'
  },
  maskSecrets: 'Schlüssel, Token und Passwörter verdecken',
  maskSecretsHint: 'Was so aussieht, wird zu [secret]. Sieh es durch, bevor du es weitergibst.',
  maskHome: 'Den persönlichen Ordner zu ~ kürzen',
  exportSave: 'Exportieren',
  exportCopy: 'Kopieren',
  exportCopied: 'Der Export ist in der Zwischenablage.',
  preview: {
    title: 'Vorschau',
    reading: 'Die Sitzung wird durchgesehen …',
    html: 'Das sind die Worte; die Datei hat ihre eigene Gestalt.',
    off: 'Nichts wird verdeckt: das ist ausgeschaltet.',
    none: 'Nichts darin sieht wie ein Geheimnis aus.',
    masked: (count) => plural(count, { one: '1 Stelle verdeckt', other: `${count} Stellen verdeckt` }),
    more: (count) => `${count} weitere`,
    place: (at, of) => `${at} von ${of}`,
    previous: 'Vorige verdeckte Stelle',
    next: 'Nächste verdeckte Stelle',
    skipped: (units) => `${units} Zeichen ohne verdeckte Stelle`,
    left: (units) => `Noch ${units} Zeichen`,
    kinds: {
      password: (count) => plural(count, { one: '1 Passwort', other: `${count} Passwörter` }),
      key: (count) => plural(count, { one: '1 Schlüssel', other: `${count} Schlüssel` }),
      token: (count) => `${count} Token`,
      private_key: (count) =>
        plural(count, { one: '1 privater Schlüssel', other: `${count} private Schlüssel` }),
      authorization: (count) => plural(count, { one: '1 Anmelde-Header', other: `${count} Anmelde-Header` }),
      cookie: (count) => plural(count, { one: '1 Cookie', other: `${count} Cookies` }),
      address: (count) =>
        plural(count, { one: '1 Geheimnis in einer Adresse', other: `${count} Geheimnisse in Adressen` }),
      jwt: (count) => `${count} Web-Token`,
      hash: (count) => plural(count, { one: '1 Passwort-Hash', other: `${count} Passwort-Hashes` })
    },
    providerToken: (count, provider) => `${count} ${provider}-Token`
  },
  exporting: 'Exportiert …',
  exported: (path) => `Exportiert nach ${path}`,
  copyCommand: 'Terminalbefehl kopieren',
  commandCopied: (command) => `Kopiert: ${command}`,
  commandNone: (agent) => `${agent} hat kein Programm, das die Sitzung in einem Terminal fortsetzen könnte.`,
  copyAnswerNone: 'Es gibt noch keine Antwort.',
  answerCopied: 'Die letzte Antwort ist kopiert.',
  copyRefused: 'Der Browser hat das Kopieren nicht erlaubt.',
  delete: 'Löschen …',
  deleteTitle: 'Diese Sitzung löschen?',
  deleteRemoves: 'Das wird gelöscht:',
  deleteKeeps: 'Das bleibt, weil es dem Agenten gehört:',
  deletes: (title) => `„${isolated(title)}“.`,
  deleteFiles:
    'Dateien im Projekt bleiben, wie sie sind. Zehn Sekunden lang lässt es sich rückgängig machen.',
  deleteFound:
    'Sie hat nicht in Skein begonnen: ihr Transkript bleibt bei ihrem Agenten, und Skein führt sie nicht mehr auf.',
  deleteConfirm: 'Löschen',
  deleted: (title) => `„${isolated(title)}“ ist gelöscht.`,
  restoreFailed: (what) => `Sie ließ sich nicht zurückholen: ${what}`,
  archiveList: 'Archiv'
}
