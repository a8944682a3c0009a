import type { PageWords } from '../../en/page/index.ts'
import { plural } from '../plural.ts'

const number = (count: number): string => count.toLocaleString('de')

const taskStates: Readonly<Record<string, string | undefined>> = {
  pending: 'offen',
  in_progress: 'in Arbeit',
  completed: 'erledigt',
  deleted: 'gestrichen'
}

export const tool: PageWords['tool'] = {
  verbs: {
    read: 'Lesen',
    edit: 'Ändern',
    write: 'Schreiben',
    run: 'Ausführen',
    output: 'Ausgabe von',
    stop: 'Anhalten',
    search: 'Suchen',
    find: 'Finden',
    list: 'Auflisten',
    fetch: 'Abrufen',
    web: 'Im Web suchen',
    agent: 'Agent',
    tasks: 'Aufgaben',
    newTask: 'Neue Aufgabe',
    readTasks: 'Aufgaben lesen',
    plan: 'Plan',
    ask: 'Frage',
    notebook: 'Notebook ändern',
    skill: 'Fertigkeit',
    advisor: 'Berater fragen',
    code: 'Code ausführen',
    workflow: 'Ablauf'
  },
  lines: (count) => plural(count, { one: '1 Zeile', other: `${number(count)} Zeilen` }),
  matches: (count) => plural(count, { one: '1 Treffer', other: `${number(count)} Treffer` }),
  steps: (count) => plural(count, { one: '1 Schritt', other: `${number(count)} Schritte` }),
  within: (what, place) => `${what} in ${place}`,
  progress: (done, all) => `${number(done)} von ${number(all)}`,
  exitCode: (code) => `Exit-Code ${code}`,
  noOutput: 'Keine Ausgabe',
  failures: {
    invalid_tool_input: 'Der Aufruf hatte keine Form, die dieses Werkzeug versteht.',
    unavailable: 'Dieses Werkzeug ist gerade nicht verfügbar. Versuche es später noch einmal.',
    overloaded: 'Dieses Werkzeug ist gerade überlastet. Versuche es später noch einmal.',
    too_many_requests:
      'Dieses Werkzeug wurde zu oft aufgerufen. Warte eine Weile und versuche es dann noch einmal.',
    max_uses_exceeded:
      'Dieses Werkzeug darf in einer Antwort nicht öfter benutzt werden. Sende noch eine Nachricht, damit es weitergeht.',
    execution_time_exceeded: 'Es hat länger gedauert, als dieses Werkzeug darf, und wurde beendet.',
    query_too_long: 'Die Suche hatte zu viele Wörter.',
    request_too_large: 'Die Anfrage war zu groß für dieses Werkzeug.',
    prompt_too_long: 'Das Gespräch ist zu lang für dieses Werkzeug. Kürze es mit /compact.',
    model_not_found: 'Das Modell, das dieses Werkzeug fragt, steht dir nicht zur Verfügung.',
    url_too_long: 'Die Adresse war zu lang.',
    url_not_allowed: 'Seiten dieser Adresse dürfen nicht geöffnet werden.',
    url_not_in_prior_context:
      'Nur Adressen, die schon genannt wurden, dürfen geöffnet werden. Sende die Adresse in einer Nachricht.',
    url_not_accessible: 'Die Seite konnte nicht geöffnet werden. Prüfe die Adresse.',
    unsupported_content_type: 'Die Seite ist von einer Art, die sich nicht als Text lesen lässt.',
    output_file_too_large: 'Die Datei, die herauskam, ist zu groß.',
    file_not_found: 'Dort, wo Claudes Server den Code ausführen, gibt es diese Datei nicht.'
  },
  running: 'Läuft',
  waiting: 'Wartet auf dich',
  stopped: 'Angehalten',
  failed: 'Fehlgeschlagen',
  denied: 'Du hast das abgelehnt',
  deniedNote: 'Du hast das abgelehnt und gesagt:',
  held: {
    plan_mode: 'Vom Planungsmodus zurückgehalten',
    dont_ask: 'Nicht getan: Niemand soll gefragt werden'
  },
  planApproved: 'Angenommen',
  planKept: 'Du möchtest weiter planen',
  planKeptNote: 'Du möchtest weiter planen und sagst:',
  answered: 'Beantwortet',
  skipped: 'Du hast das übersprungen',
  skippedNote: 'Du hast das übersprungen und gesagt:',
  showAll: (count) => `Alle ${number(count)} Zeilen zeigen`,
  showLess: 'Weniger zeigen',
  showWhole: (size) => `Alles zeigen (${size})`,
  showMore: (more, all) => `${number(more)} weitere von ${number(all)} zeigen`,
  showAllResults: (count) => `Alle ${number(count)} Treffer zeigen`,
  showAllTasks: (count) => `Alle ${number(count)} Aufgaben zeigen`,
  unfoldLines: (count) =>
    plural(count, {
      one: '1 unveränderte Zeile zeigen',
      other: `${number(count)} unveränderte Zeilen zeigen`
    }),
  loadingWhole: 'Lädt …',
  wholeFailed: 'Die ganze Ausgabe konnte nicht geladen werden.',
  input: 'Eingabe',
  output: 'Ergebnis',
  prompt: 'Auftrag',
  report: 'Bericht',
  noInput: 'Keine Eingabe',
  openLarge: 'Größer öffnen',
  largeDiff: (path) => `Änderungen an ${path}`,
  binary: (size) => `Das ist kein Text, darum werden keine Zeilen verglichen. ${size}.`,
  newText: 'Was die Zelle jetzt enthält',
  removedCell: 'Die Zelle ist entfernt.',
  unknownParts: 'Teile, die diese Fassung von Skein nicht zeichnen kann',
  taskStates,
  taskList: 'Aufgaben',
  tasksDone: (done, all) => `${number(done)} von ${number(all)} erledigt`
}
