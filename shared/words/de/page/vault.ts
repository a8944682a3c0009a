/** Über die Kopien, die Skein von dem behält, was Agenten schrieben, und was Agenten löschen. */
import type { PageWords } from '../../en/page/index.ts'
import { plural } from '../plural.ts'

const sessions = (count: number): string =>
  plural(count, { one: `${count} Sitzung`, other: `${count} Sitzungen` })
const days = (count: number): string => plural(count, { one: `${count} Tag`, other: `${count} Tage` })

export const vault: PageWords['vault'] = {
  title: 'Archivkopien',
  keep: 'Von jeder Sitzung eine Kopie behalten',
  ask: (count, size) =>
    `Agenten löschen nach einigen Wochen, was gesagt wurde. Skein kann von jedem Transkript eine genaue Kopie behalten, mit seinen Unteragenten und langen Ausgaben, im eigenen Datenordner. Hier gibt es ${sessions(count)} (${size}); komprimiert brauchen die Kopien etwa ein Fünftel davon. Nichts verlässt diesen Rechner.`,
  question: 'Von allem, was gesagt wurde, eine Kopie behalten?',
  questionSize: (count, size, copies) =>
    `Agenten löschen nach einigen Wochen, was gesagt wurde. Als Archivkopien nähmen ${sessions(count)} (${size}) etwa ${copies} ein, Byte für Byte und nur auf diesem Rechner. In den Einstellungen lässt sich das jederzeit ändern.`,
  yes: 'Kopien behalten',
  notNow: 'Jetzt nicht',
  keepHint: (count, size) => `Kopien von ${sessions(count)}, ${size} auf dem Datenträger.`,
  off: (count, size) =>
    count === 0
      ? 'Es werden keine Kopien behalten.'
      : `Neues wird nicht kopiert. Kopien von ${sessions(count)} bleiben (${size}).`,
  protects: 'Welche Sitzungen',
  protectsHint: 'Von Projekten, die du geöffnet hast: nicht die, die hier nur gefunden wurden.',
  all: 'Alle',
  projects: 'Von meinen Projekten',
  expiring: (count, isKept) =>
    isKept
      ? `${sessions(count)} wären diese Woche gelöscht worden`
      : `${sessions(count)} werden diese Woche gelöscht`,
  noneExpiring: 'Diese Woche wird keine Sitzung gelöscht',
  expiringHint: (isKept) =>
    isKept
      ? 'Ihr Agent räumt sie weg. Wovon es eine Kopie gibt, bleibt lesbar und kommt mit einem Klick zurück.'
      : 'Ihr Agent löscht sie endgültig, wenn keine Kopie behalten wird.',
  show: 'Zeigen',
  hide: 'Verbergen',
  deletedAt: (date) => `gelöscht am ${date}`,
  deletedNow: 'gelöscht beim nächsten Aufräumen',
  unnamed: 'Eine Sitzung ohne Titel',
  more: (count) => `und ${count} weitere`,
  verify: 'Kopien prüfen',
  verifyHint: 'Liest jede Kopie und vergleicht sie mit ihrer Prüfsumme.',
  verifyButton: 'Jetzt prüfen',
  verifying: (done, total) => `${done} von ${total} geprüft…`,
  verified: (count) =>
    count === 0 ? 'Es gibt noch nichts zu prüfen.' : `Alles in Ordnung: ${sessions(count)} geprüft.`,
  damaged: (count) => `${sessions(count)} mit beschädigter Kopie:`,
  retention: (agent) => `Wie lange ${agent} seine Transkripte behält`,
  retentionHint: (count, isChosen) =>
    isChosen
      ? `${days(count)}, so steht es in seinen Einstellungen.`
      : `${days(count)}: In seinen Einstellungen steht nichts anderes.`,
  lengthen: 'Ein Jahr behalten…',
  lengthenTitle: (count) => `Transkripte ${days(count)} behalten?`,
  lengthenBody: (path) => `Das ändert eine Zeile in ${path}; alles andere darin bleibt, wie es ist.`,
  noFile: 'Diese Datei gibt es noch nicht. Sie wird mit diesem Inhalt angelegt:',
  change: 'Die genaue Änderung',
  confirm: 'Datei ändern',
  lengthened: (count) => `Transkripte werden von jetzt an ${days(count)} behalten.`,
  failed: (why) => `Über die Kopien war nichts zu erfahren: ${why}`
}
