import type { PageWords } from '../../en/page/index.ts'
import { isolated } from '../../../isolated.ts'
import { plural } from '../plural.ts'

export const composer: PageWords['composer'] = {
  label: 'Nachricht',
  placeholder: (agent) => `Nachricht an ${agent}`,
  send: 'Senden',
  stop: 'Anhalten',
  hint: {
    enter: 'Eingabe sendet, Umschalt+Eingabe beginnt eine neue Zeile',
    modEnter: (keys) => `${keys} sendet, Eingabe beginnt eine neue Zeile`
  },
  interruptHint: (keys) => `Einreihen. ${keys} hält den Agenten an und sendet jetzt`,
  empty: 'Schreibe zuerst eine Nachricht',
  creating: 'Die Sitzung wird angelegt',
  notReady: 'Wartet auf die Verbindung',
  loading: 'Die Sitzung wird noch geladen',
  reading: 'Dateien werden noch gelesen',
  tooLong: (length, limit) =>
    `Diese Nachricht ist zu lang: ${length} Zeichen, höchstens ${limit} lassen sich senden. Hänge den Text stattdessen als Dateien an.`,
  tooLarge: (size, limit) =>
    `Die Anhänge sind zusammen zu groß: ${size}, höchstens ${limit} lassen sich senden. Nimm einige heraus.`,
  agentUnavailable: (agent, reason) => `${agent} kann nicht laufen: ${reason}`,
  notes: 'Zu dieser Nachricht',
  rewindHint: 'Noch einmal Esc, um zu einer früheren Nachricht zurückzugehen.',
  unknownCommand: (name, agent) =>
    `${agent} kennt keinen Befehl /${name}. Sende noch einmal, um es als Text zu senden.`,
  vanished: (paths) =>
    plural(paths.length, {
      one: `In diesem Projekt gibt es keine Datei ${paths[0]}.`,
      other: `Diese Dateien gibt es in diesem Projekt nicht: ${paths.join(', ')}.`
    }),
  replaced: 'Was du geschrieben hattest, wurde ersetzt.',
  undo: 'Rückgängig',
  queue: {
    label: 'Warteschlange',
    list: 'Als Nächstes',
    paused: (count) =>
      plural(count, { one: '1 Nachricht wartet auf dich.', other: `${count} Nachrichten warten auf dich.` }),
    resume: 'Weiter',
    edit: (text) => `„${isolated(text)}“ ändern`,
    editLabel: 'Eingereihte Nachricht',
    save: 'Speichern',
    cancel: 'So lassen, wie sie war',
    moveUp: (text) => `„${isolated(text)}“ nach oben`,
    moveDown: (text) => `„${isolated(text)}“ nach unten`,
    sendNow: (text) => `Agent anhalten und „${isolated(text)}“ jetzt senden`,
    sendThis: (text) => `„${isolated(text)}“ jetzt senden`,
    remove: (text) => `„${isolated(text)}“ aus der Warteschlange nehmen`,
    urgent: 'Gleich',
    attached: (count) => plural(count, { one: 'Anhang', other: 'Anhänge' }),
    onlyAttached: (count) => plural(count, { one: '1 Anhang', other: `${count} Anhänge` })
  },
  attach: {
    button: 'Dateien anhängen',
    list: 'Anhänge',
    drop: 'Dateien hier ablegen, um sie anzuhängen',
    dropNowhere: 'Dateien gehen mit einer Nachricht mit. Öffne eine Sitzung und lege sie dort ab.',
    reading: (count) => plural(count, { one: 'Liest 1 Datei …', other: `Liest ${count} Dateien …` }),
    remove: (name) => `${name} entfernen`,
    inline: 'Als Text einfügen',
    pictureName: 'Bild',
    pastedName: (number) => (number === 1 ? 'Eingefügter Text.txt' : `Eingefügter Text ${number}.txt`),
    textMeasure: (size, lines) => `${size}, ${plural(lines, { one: '1 Zeile', other: `${lines} Zeilen` })}`,
    madeSmaller: (from, to) => `Verkleinert: ${from.width} × ${from.height} → ${to.width} × ${to.height}`,
    otherImage: (name, format) =>
      `${name} wurde nicht angehängt: Agenten können ${format}-Bilder nicht sehen. Speichere es als PNG oder JPEG.`,
    brokenImage: (name) =>
      `${name} wurde nicht angehängt: Es lässt sich nicht als Bild lesen. Vielleicht ist es beschädigt.`,
    otherType: (name) =>
      `${name} wurde nicht angehängt: Nur Bilder (PNG, JPEG, GIF, WebP), PDF- und Textdateien lassen sich senden. Liegt sie im Projekt, nenne sie mit @.`,
    tooLarge: (name, size, limit) =>
      `${name} wurde nicht angehängt: ${size}, höchstens ${limit} lassen sich senden. Liegt sie im Projekt, nenne sie mit @.`,
    tooMany: (limit, names) =>
      `Höchstens ${limit} Dateien lassen sich anhängen. Nicht angehängt: ${names.join(', ')}.`,
    pasteTooLong: (length, limit) =>
      `Der Text wurde nicht eingefügt: ${length} Zeichen, höchstens ${limit} lassen sich senden. Speichere ihn als Datei im Projekt und nenne sie mit @.`,
    unreadable: (name) =>
      `${name} wurde nicht angehängt: Es lässt sich nicht lesen. Vielleicht ist es ein Ordner oder wurde verschoben; Ordner nenne mit @.`
  },
  commands: {
    label: 'Befehle',
    loading: (agent) => `Fragt ${agent} nach seinen Befehlen …`,
    none: (agent) => `${agent} bietet hier keine Befehle.`,
    noMatch: 'Kein solcher Befehl.'
  },
  files: {
    label: 'Dateien',
    searching: 'Sucht …',
    none: 'Keine Datei passt. Ignorierte Dateien fehlen hier.'
  },
  mode: 'Berechtigungsmodus',
  agent: 'Agent',
  model: 'Modell',
  modelDefault: 'Standardmodell',
  modelDefaultHint: 'Was der Agent selbst wählen würde',
  effort: 'Aufwand',
  effortDefault: 'Standardaufwand',
  effortDefaultHint: 'Was zum Modell passt',
  sessionOptions: (chosen) => `Modus und Aufwand: ${chosen}`,
  bypassTitle: 'Darf der Agent alles?',
  bypassBody:
    'In diesem Modus wird nichts gefragt: Der Agent kann Dateien ändern und löschen und jeden Befehl in deinem Namen ausführen. Nutze ihn nur dort, wo nichts verloren gehen kann. In einem Ordner, dem du nicht vertraust, kann vor Befehlen trotzdem gefragt werden.',
  bypassConfirm: 'Ohne Fragen arbeiten'
}
