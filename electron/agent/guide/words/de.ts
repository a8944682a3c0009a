/** The guide in German. Its commands are typed as they are. */
import { MOST_WORDS } from '../readCommand.ts'
import type { en } from './en.ts'

const commands = `| Gib ein | und ich |
|---|---|
| \`list\` oder \`list src\` | liste einen Ordner dieses Projekts auf |
| \`read README.md\` | zeige eine Datei |
| \`search todo\` | suche einen Text in den Dateien des Projekts |
| \`run git status\` | führe einen Befehl aus, sobald du ihn erlaubt hast |
| \`write notizen.txt Hallo\` | schreibe eine Datei, sobald du es erlaubt hast |
| \`edit notizen.txt alt => neu\` | ändere eine Stelle einer Datei, sobald du es erlaubt hast |
| \`say 200 words\` | gebe eine lange Antwort (bis zu ${MOST_WORDS} Wörter), zum Zusehen oder Anhalten |
| \`ask Soll ich?\`, \`plan Aufräumen\` | stelle dir eine Frage oder lege dir einen Plan vor |
| \`tasks\`, \`think 50 words\`, \`agent Sieh dich um\` | zeige eine Aufgabenliste, Gedanken, den Auftrag an einen anderen Agenten |
| \`fail\` | zeige, wie es aussieht, wenn etwas scheitert |
| \`help\` | zeige das hier noch einmal |`

const help = `## Willkommen bei Skein

Skein ist ein Zuhause für Sitzungen mit Coding-Agenten: Es öffnet deine Projekte, lässt Agenten auf diesem Rechner arbeiten und bewahrt jede Sitzung so auf, dass du sie lesen und weiterführen kannst.

Ich bin der **Guide**. Ich bin eingebaut und brauche kein Konto. Hinter mir steht kein Modell: Ich führe einfache Befehle aus, damit du siehst, wie eine Sitzung abläuft, bevor du sie einem Agenten gibst, der denkt.

${commands}

### Was du ausprobieren kannst

1. **Sieh einem Werkzeug zu.** Gib \`list\` ein. Mein Schritt erscheint als eigene Zeile; öffne sie, und du siehst alles, was zurückkam.
2. **Entscheide, was geschehen darf.** Gib \`run git status\` ein. Nichts läuft, bevor du antwortest, und du kannst den Befehl vorher ändern. Der *Erlaubnismodus* bestimmt, wie oft du gefragt wirst.
3. **Halte jederzeit an.** Gib \`say 2000 words\` ein und drücke *Anhalten*. Was schon da war, bleibt.
4. **Schreib weiter.** Eine Nachricht, die du sendest, während ich arbeite, wartet in der Warteschlange, bis ich fertig bin.
5. **Schließe das Fenster und komm zurück.** Die Sitzung ist noch da, mit allem, was in ihr steht.

Für echte Arbeit beginne eine neue Sitzung und wähle **Claude Code** als Agenten.`

const unknown = `Ich bin der Guide und kein Modell: Ich führe einfache Befehle aus und habe darin keinen erkannt.

${commands}

Wenn du Fragen zu deinem Code hast oder ihn ändern lassen willst, beginne eine neue Sitzung und wähle **Claude Code** als Agenten. Gib \`help\` ein, um Skein kurz kennenzulernen.`

const count = (number: number, one: string, many: string): string => `${number} ${number === 1 ? one : many}`

export const de: typeof en = {
  help,
  unknown,
  fail: 'Du wolltest sehen, wie etwas scheitert, also geschieht das gleich. Was ich vorher gesagt habe, bleibt lesbar.',
  attachments: (names) =>
    `Du hast ${names} mitgesendet. Anhänge kann ich nicht ansehen, darum lasse ich sie beiseite.`,
  places: {
    path: 'Pfad',
    text: 'Text',
    command: 'Befehl',
    old: 'alt',
    new: 'neu',
    question: 'Frage',
    what: 'was',
    '(n from 1 to': '(n von 1 bis'
  },
  needsMore: (usage) => `Dafür brauche ich etwas mehr: \`${usage}\`.`,
  commands: {
    help: 'Skein kurz kennenlernen',
    list: 'Einen Ordner auflisten',
    read: 'Eine Datei zeigen',
    search: 'Einen Text im Projekt suchen',
    run: 'Einen Befehl ausführen, sobald du ihn erlaubt hast',
    write: 'Eine Datei schreiben, sobald du es erlaubt hast',
    edit: 'Eine Stelle einer Datei ändern',
    say: 'Eine lange Antwort geben',
    think: 'Eine Weile nachdenken',
    ask: 'Dir eine Frage stellen',
    plan: 'Dir einen Plan vorlegen',
    tasks: 'Eine Aufgabenliste führen',
    agent: 'Einem anderen Agenten einen Auftrag geben',
    fail: 'Zeigen, wie etwas scheitert'
  },
  phrases: [
    'Jedes Wort kommt für sich, wie bei einem Modell,',
    'und die Seite zeichnet nur, was neu ist.',
    'Blättere nach oben, während sie wächst, und du bleibst, wo du bist;',
    'blättere wieder nach unten, und sie folgt.',
    'Halte an, wann immer du willst.'
  ],
  doing: {
    list: (path) => `Ich liste \`${path}\` auf.`,
    read: (path) => `Ich lese \`${path}\`.`,
    search: (text) => `Ich suche im Projekt nach „${text}“.`,
    run: 'Ich führe einen Befehl aus.',
    edit: (path) => `Ich bearbeite \`${path}\`.`,
    write: (path) => `Ich schreibe \`${path}\`.`
  },
  planMode:
    'Die Sitzung ist im Planungsmodus, darum wird nichts ausgeführt oder geschrieben. Wähle einen anderen Erlaubnismodus und bitte mich noch einmal.',
  dontAsk:
    'In dieser Sitzung soll niemand gefragt werden, darum wurde das nicht getan. Wähle einen anderen Erlaubnismodus und bitte mich noch einmal.',
  decidesWhatRuns: 'Diese Datei entscheidet, welche Programme später laufen.',
  notAllowed: 'Du hast das nicht erlaubt, darum habe ich alles gelassen, wie es ist.',
  unusable: (issues) => `Die geänderte Eingabe lässt sich nicht verwenden: ${issues}.`,
  ran: {
    done: 'Der Befehl ist fertig (Exit-Code 0).',
    exited: (code) => `Der Befehl endete mit dem Exit-Code ${code}.`,
    killed: (signal) => `Der Befehl wurde durch ${signal} beendet.`,
    stopped: 'Der Befehl wurde angehalten.',
    tooLong: (minutes) => `Der Befehl wurde angehalten: Er brauchte länger als ${minutes} Minuten.`,
    stoppedAfter: (minutes) => `Nach ${minutes} Minuten angehalten`,
    notBegun: 'Nicht gestartet',
    notStarted: (reason) => `Der Befehl ließ sich nicht starten: ${reason}.`,
    cut: (most, all) => `[Nur die ersten ${most} von ${all} werden aufbewahrt.]`
  },
  file: {
    outside: (file) =>
      `\`${file}\` führt aus diesem Projekt hinaus, und ich bleibe darin. Öffne den Ordner, in dem es liegt, als eigenes Projekt.`,
    missing: (file) =>
      `In diesem Projekt gibt es kein \`${file}\`. Gib \`list\` ein, um zu sehen, was es gibt.`,
    notAllowed: (file) => `\`${file}\` darf nicht geöffnet werden: Das System erlaubt es nicht.`,
    throughFile: (file) => `\`${file}\` führt durch eine Datei, als wäre sie ein Ordner.`,
    loop: (file) => `\`${file}\` ist ein Link, der im Kreis führt oder dem nicht gefolgt werden darf.`,
    special: (file) => `\`${file}\` ist keine gewöhnliche Datei, darum lasse ich es in Ruhe.`,
    tooLong: 'Dieser Pfad ist länger, als das System es zulässt.',
    full: (file) =>
      `Der Datenträger ist voll, darum ließ sich \`${file}\` nicht schreiben. Schaffe Platz und versuche es noch einmal.`,
    tooMany: 'Auf diesem Rechner sind zu viele Dateien geöffnet. Schließe etwas und versuche es noch einmal.',
    other: (file, code) =>
      `\`${file}\` ließ sich nicht verwenden (${code ?? 'den Grund sagt das System nicht'}).`,
    folderToWrite: (file) => `\`${file}\` ist ein Ordner, darum kann ich dort keine Datei schreiben.`,
    written: (file, isNew, size) => `${file} wurde ${isNew ? 'angelegt' : 'überschrieben'} (${size}).`,
    changed: (file) => `${file} wurde geändert.`,
    folderToRead: (file) =>
      `\`${file}\` ist ein Ordner. Gib \`list ${file}\` ein, um zu sehen, was darin liegt.`,
    unreadable: (file) => `\`${file}\` ist keine Datei, die sich zeigen lässt.`,
    binary: (file, size) => `\`${file}\` ist eine Binärdatei (${size}), darum gibt es keinen Text zu zeigen.`,
    empty: (file) => `\`${file}\` ist leer.`,
    holds: (file, lines, size) => `\`${file}\` hat ${count(lines, 'Zeile', 'Zeilen')} (${size}).`,
    cut: (most, all) => `Nur die ersten ${most} von ${all} sind zu sehen.`,
    long: (file, note) => `\`${file}\` ist lang. ${note}`,
    noText: (file) => `\`${file}\` ist keine Textdatei, darum lasse ich sie in Ruhe.`,
    tooLarge: (file, most) => `\`${file}\` ist größer, als ich bearbeite (${most}).`,
    notFound: (file) => `Dieser Text steht nicht in \`${file}\`, darum wurde nichts geändert.`,
    severalFound: (file, times) =>
      `Dieser Text steht ${times}-mal in \`${file}\`. Gib mehr davon an, damit ich weiß, welche Stelle du meinst.`
  },
  size: { bytes: (bytes) => count(bytes, 'Byte', 'Byte'), decimal: ',' },
  folder: {
    isFile: (file) => `\`${file}\` ist eine Datei. Gib \`read ${file}\` ein, um sie zu sehen.`,
    nothing: 'Keine Dateien.',
    empty: (folder) => `\`${folder}\` ist leer.`,
    holds: (folder, folders, files, isAll) =>
      `In \`${folder}\` liegen ${isAll ? '' : 'mindestens '}${count(folders, 'Ordner', 'Ordner')} und ${count(files, 'Datei', 'Dateien')}.`,
    first: (most) => `Die ersten ${most} sind zu sehen.`
  },
  search: {
    nothing: 'Keine Treffer.',
    notFound: (text, files) =>
      `Ich habe ${count(files, 'Datei', 'Dateien')} durchsucht und „${text}“ nicht gefunden.`,
    found: (text, lines, filesWithHits, files) =>
      `„${text}“ steht in ${count(lines, 'Zeile', 'Zeilen')} von ${count(filesWithHits, 'Datei', 'Dateien')}; durchsucht habe ich ${files}.`,
    more: 'Dort habe ich aufgehört: Das Projekt enthält mehr, als ich durchsuche.'
  },
  question: {
    header: 'Frage',
    options: [
      { label: 'Ja', description: 'Mach es.' },
      { label: 'Nein', description: 'Lass es.' },
      { label: 'Später', description: 'Frag mich ein andermal noch einmal.' }
    ],
    before: 'Bevor ich weitermache, habe ich eine Frage.',
    unanswered: 'Du hast nicht geantwortet, darum lasse ich es dabei.',
    nothing: 'Du hast keine Antwort gegeben.',
    answered: (said) => `Du hast geantwortet: **${said}**.`
  },
  plan: {
    steps: (subject) =>
      `## ${subject}\n\n1. Ansehen, was da ist.\n2. So wenig wie möglich ändern.\n3. Prüfen, ob es geht.\n\n> Dieser Plan ist ein Muster: Der Guide führt ihn nicht aus.`,
    before: 'Das würde ich tun.',
    goOn: 'Dann plane ich weiter.',
    noted: (note) => `Darüber denke ich nach: ${note}`,
    approved: 'Du hast den Plan angenommen. Claude Code würde jetzt damit beginnen.'
  },
  tasks: {
    list: ['Die Tests lesen', 'Die Ursache finden', 'Sie beheben', 'Alles noch einmal laufen lassen'],
    before: 'Eine Aufgabenliste, wie ein Agent sie führt, während er arbeitet.',
    updated: 'Die Liste ist auf dem neuesten Stand.',
    done: 'Alle vier sind erledigt.'
  },
  thought: 'Ich habe darüber nachgedacht. Die Gedanken sind oben eingeklappt.',
  task: {
    before: 'Ich gebe einem anderen Agenten einen Auftrag.',
    mine: (task) => `Mein Auftrag: ${task}`,
    searched: 'Das ist ein Muster: Es wurde nichts gesucht.',
    done: 'Ich bin fertig und berichte.',
    report: 'Der Auftrag ist erledigt: Das ist das Muster eines Berichts.',
    after: 'Der andere Agent ist zurück. Seine eigenen Schritte stehen in der Zeile darüber.'
  }
}
