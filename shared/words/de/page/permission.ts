import type { PageWords } from '../../en/page/index.ts'
import { isolated } from '../../../isolated.ts'

/** The subject stands at the end, as it may be cut. */
const acts: PageWords['permission']['acts'] = {
  run: (subject) => (subject === undefined ? 'Einen Befehl ausführen' : `Ausführen: ${subject}`),
  watch: (subject) => (subject === undefined ? 'Etwas beobachten' : `Beobachten: ${subject}`),
  work_in_worktree: () => 'In einem Worktree des Projekts arbeiten',
  edit: (subject) => (subject === undefined ? 'Eine Datei bearbeiten' : `Bearbeiten: ${subject}`),
  edit_notebook: (subject) => (subject === undefined ? 'Ein Notebook bearbeiten' : `Bearbeiten: ${subject}`),
  write: (subject) => (subject === undefined ? 'Eine Datei schreiben' : `Schreiben: ${subject}`),
  read: (subject) => (subject === undefined ? 'Eine Datei lesen' : `Lesen: ${subject}`),
  list: (subject) => (subject === undefined ? 'Einen Ordner auflisten' : `Auflisten: ${subject}`),
  search_in: (subject) => (subject === undefined ? 'Im Projekt suchen' : `Suchen in ${subject}`),
  search_for: (subject) => (subject === undefined ? 'Einen Text suchen' : `Suchen: ${subject}`),
  fetch: (subject) => (subject === undefined ? 'Eine Seite abrufen' : `Abrufen: ${subject}`),
  search_web: (subject) => (subject === undefined ? 'Im Web suchen' : `Im Web suchen: ${subject}`),
  start_agent: (subject) =>
    subject === undefined ? 'Einen Agenten starten' : `Einen Agenten starten: ${subject}`,
  carry_out_plan: () => 'Diesen Plan ausführen',
  plan_first: () => 'Zuerst einen Plan machen',
  answer_question: () => 'Eine Frage beantworten',
  use: (subject, server) =>
    server === undefined
      ? `${subject ?? 'Ein Werkzeug'} benutzen`
      : `${subject ?? 'Ein Werkzeug'} von ${server} benutzen`
}

export const permission: PageWords['permission'] = {
  acts,
  region: 'Anfrage um Erlaubnis',
  count: (index, total) => `${index} von ${total}`,
  arrived: (title) => `Anfrage um Erlaubnis: ${isolated(title)}. Mit F6 geht es dorthin.`,
  wasText:
    'Das sah nach Schreiben aus, darum wurde nichts beantwortet. Drücke die Taste allein, nach einer kurzen Pause.',
  byKeyboard: 'Mit der Tastatur antworten',
  allowOnce: 'Einmal erlauben',
  edit: 'Ändern',
  editCommand: 'Befehl',
  editInput: 'Eingabe des Werkzeugs, als JSON',
  editHint: 'Wird so ausgeführt, wie es hier steht, nur dieses Mal.',
  editEmpty: 'Es gibt nichts auszuführen. Schreibe etwas oder brich ab.',
  editNotObject: 'Das muss ein JSON-Objekt sein: Namen und Werte zwischen { und }.',
  editNotJson: (reason) => `Das ist noch kein gültiges JSON. ${reason}`,
  allowEdited: 'Geändert erlauben',
  forSession: 'Für diese Sitzung',
  forProject: 'Für dieses Projekt',
  rule: 'Nicht mehr fragen bei',
  anyUse: 'jedem Gebrauch',
  deny: 'Ablehnen',
  addNote: 'Mit Notiz ablehnen',
  noteLabel: 'Sag dem Agenten, was er stattdessen tun soll',
  noteSend: 'Ablehnen und Notiz senden',
  outside: 'Außerhalb des Projekts',
  outsideHint: 'Dieser Pfad liegt nicht im Ordner des Projekts.',
  more: (lines, characters) =>
    lines > 0
      ? `${lines.toLocaleString('de')} weitere Zeilen`
      : `${characters.toLocaleString('de')} weitere Zeichen`,
  moreFields: (count) => `${count.toLocaleString('de')} weitere Felder`,
  moreValues: (count) => `${count.toLocaleString('de')} weitere Werte`,
  moreBelow: 'Unten geht es weiter',
  longName: 'Ein langer Name:',
  leadsTo: (host) => `Diese Adresse führt zu ${host}`,
  untrusted:
    'Du hast nicht gesagt, dass du diesem Ordner vertraust, darum fragt jeder Befehl: Ein Befehl kann Programme starten, die der Ordner mitbringt.',
  safetyCheck: 'Der Agent selbst schlägt Alarm. Sieh zweimal hin, bevor du das erlaubst.',
  agentSays: 'Der Agent sagt:',
  stumbledAt: 'Es geht um diesen Pfad:',
  warnings: {
    noSandbox: 'Läuft außerhalb der Sandbox: Nichts begrenzt, was es erreicht.',
    everywhere: 'Jede Stelle mit diesem Text wird geändert, nicht nur eine.',
    background: 'Läuft im Hintergrund weiter.'
  },
  commandNotes: {
    marks:
      'Enthält Zeichen, die man nicht sieht oder die anderen gleichen. Sie stehen hier mit ihrer Nummer.',
    pieced:
      'Teile davon entstehen erst beim Ausführen: Was er tut, lässt sich durch Lesen nicht sicher sagen.',
    variables: 'Enthält Variablen: Wohin sie führen, ist hier nicht zu sehen.',
    long: 'Zu lang, um ihn auf Pfade zu prüfen, die aus dem Projekt führen.'
  },
  asItCame: 'Alles, was der Agent dazu schickt:',
  moreRules: (count) => `und ${count.toLocaleString('de')} weitere Regeln`,
  planAsWritten: 'Wie geschrieben zeigen',
  planDrawn: 'Als Text zeigen',
  notAnswered: (what) => `Deine Antwort kam nicht an: ${what}`,
  planTitle: 'Diesen Plan ausführen?',
  planEmpty: 'Der Agent möchte das Planen beenden. Einen Plan hat er nicht geschrieben.',
  planApprove: 'Ausführen, vor Änderungen fragen',
  planApproveEdits: 'Ausführen, Änderungen zulassen',
  planKeep: 'Weiter planen',
  planNote: 'Anmerkung',
  planNoteLabel: 'Was soll der Plan anders machen?',
  planNoteSend: 'Damit weiter planen',
  answer: 'Antworten',
  skip: 'Überspringen',
  several: 'Mehrere sind möglich.',
  other: 'Etwas anderes',
  otherLabel: 'Deine eigene Antwort'
}
