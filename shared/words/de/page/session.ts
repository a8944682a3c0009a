import { unreachable } from '../../../errors.ts'
import type { PageWords } from '../../en/page/index.ts'
import { plural } from '../plural.ts'

export const session: PageWords['session'] = {
  main: 'Sitzung',
  transcript: 'Verlauf',
  loadFailed: 'Diese Sitzung konnte nicht geladen werden',
  loadingOlder: 'Ältere Nachrichten werden geladen …',
  jumpToLatest: 'Zum Neuesten',
  newMessages: (count) => plural(count, { one: '1 neue Nachricht', other: `${count} neue Nachrichten` }),
  you: 'Du',
  system: 'Skein',
  sending: 'Wird gesendet …',
  sendFailed: 'Nicht gesendet.',
  sendAgain: 'Noch einmal senden',
  discard: 'Verwerfen',
  turnDone: (agent) => `${agent} ist fertig.`,
  turnFailed: (agent) => `${agent} konnte es nicht zu Ende bringen.`,
  turnInterrupted: (agent) => `${agent} wurde angehalten.`,
  needsPermission: (agent) => `${agent} bittet um deine Erlaubnis.`,
  interrupted: 'Du hast angehalten.',
  failedTitle: 'Das ist fehlgeschlagen',
  failedHint:
    'Nichts von dem, was du geschrieben hast, ist verloren. Behebe, was die Meldung nennt, und versuche es noch einmal.',
  retry: 'Noch einmal versuchen',
  compacted: 'Hier wurde das Gespräch zusammengefasst',
  hookSays: 'Ein Hook meldet',
  namedHookSays: (hook: string) => `Hook ${hook}`,
  cleared: 'Kontext geleert: Was folgt, beginnt von vorn',
  compactedHint:
    'Um Platz zu sparen, arbeitet der Agent mit einer Zusammenfassung dessen weiter, was darüber steht. Du siehst weiterhin alles.',
  resumed: 'Hier wieder aufgenommen',
  retrying: (reason, seconds, attempt, limit) =>
    `${reason} Neuer Versuch in ${seconds} s (${attempt} von ${limit}).`,
  retryingNow: (reason, attempt, limit) => `${reason} Neuer Versuch läuft (${attempt} von ${limit}).`,
  working: 'Arbeitet',
  waitingForYou: 'Wartet unten auf deine Antwort',
  stopping: 'Hält an …',
  lasted: (milliseconds) => {
    const seconds = Math.round(milliseconds / 1000)
    if (seconds < 60) return `${seconds} s`
    const minutes = Math.floor(seconds / 60)
    return minutes < 60
      ? `${minutes} min ${seconds % 60} s`
      : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  },
  tools: (count) => plural(count, { one: '1 Werkzeug', other: `${count} Werkzeuge` }),
  thinking: 'Denkt nach',
  thought: 'Gedanken',
  thoughtSecret: 'Was es hier gedacht hat, hält der Hersteller des Modells geheim.',
  uploaded: (file) => `Datei für die Code-Ausführung: ${file}`,
  from: (kind, name) => {
    const who = name === null ? '' : ` ${name}`
    switch (kind) {
      case 'teammate':
        return `Nachricht von Teammitglied${who}`
      case 'session':
        return `Nachricht aus einer anderen Sitzung${who === '' ? '' : `:${who}`}`
      case 'agent':
        return `Nachricht von einem anderen Agenten${who === '' ? '' : `:${who}`}`
      case 'channel':
        return `Nachricht aus dem Kanal${who}`
      case 'schedule':
        return 'Geplante Nachricht'
      case 'system':
        return 'Nachricht vom Programm des Agenten'
      default:
        return unreachable(kind)
    }
  },
  unknownBlock: 'Etwas, das diese Fassung von Skein nicht zeichnen kann',
  image: 'Bild',
  openImage: 'Bild öffnen',
  closeView: 'Schließen',
  document: 'Dokument',
  openDocument: (name) => `${name} öffnen`,
  saveDocument: (name) => `${name} speichern`,
  documentCut: (size) => `Hier steht nur der Anfang; der ganze Text hat ${size}.`,
  messageActions: 'Aktionen zur Nachricht',
  copyMarkdown: 'Als Markdown kopieren',
  copyLink: 'Link zu dieser Nachricht kopieren',
  copied: 'Kopiert',
  emptyTitle: 'Woran wollen wir arbeiten?',
  emptyBody: (agent, project) =>
    `${agent} arbeitet in ${project}. Beschreibe eine Aufgabe oder frage nach dem Code.`,
  emptyGuide: (project) =>
    `Der Guide ist eingebaut und braucht kein Konto. Er führt in ${project} einfache Befehle aus, damit du siehst, wie Skein funktioniert.`,
  emptyNothingStored: 'Bis zur ersten Nachricht wird nichts gespeichert.',
  useInstead: (agent) => `Stattdessen ${agent} nehmen`,
  emptyUnavailable: (agent) => `${agent} kann hier noch nicht laufen.`,
  tryOne: 'Versuche eines davon',
  suggestions: {
    sentences: [
      'Erkläre, wie dieses Projekt aufgebaut ist',
      'Finde den riskantesten Code hier und sag, warum',
      'Führe die Tests aus und behebe, was fehlschlägt'
    ],
    commands: ['help', 'list', 'read README.md', 'run git status', 'say 200 words']
  }
}
