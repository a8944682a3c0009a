import type { PageWords } from '../../en/page/index.ts'

export const keys: PageWords['keys'] = {
  title: 'Tastenkürzel',
  close: 'Schließen',
  everywhere: 'Überall',
  caps: {
    Mod: 'Strg',
    Alt: 'Alt',
    Shift: 'Umschalt',
    Enter: 'Enter',
    Escape: 'Esc',
    ArrowUp: '↑',
    ArrowDown: '↓',
    PageUp: 'Bild ↑',
    PageDown: 'Bild ↓',
    Home: 'Pos1',
    End: 'Ende'
  },
  composer: {
    title: 'Schreiben',
    send: 'Senden, oder einreihen, solange der Agent arbeitet',
    newLine: 'Neue Zeile',
    newLineToo: 'Neue Zeile, wie im Terminal',
    interruptAndSend: 'Agent anhalten und jetzt senden',
    interrupt: 'Agent anhalten',
    rewind: 'Zu einer früheren Nachricht zurück (wenn nichts geschrieben ist)',
    recall: 'Frühere Nachrichten',
    mode: 'Nächster Berechtigungsmodus',
    command: 'Befehle des Agenten, am Anfang',
    mention: 'Eine Datei nennen',
    moveQueued: 'Eingereihte Nachricht verschieben'
  },
  permission: {
    title: 'Anfragen um Erlaubnis',
    allow: 'Einmal erlauben',
    session: 'Für diese Sitzung erlauben',
    project: 'Für dieses Projekt erlauben',
    deny: 'Ablehnen',
    note: 'Mit einer Notiz ablehnen',
    edit: 'Ändern, was geschehen soll',
    focus: 'Zur offenen Anfrage: ihre Tasten gelten von dort aus'
  },
  find: { title: 'Suchen', next: 'Nächster Treffer', previous: 'Voriger Treffer', close: 'Schließen' },
  transcript: {
    title: 'Verlauf',
    top: 'Zum Anfang',
    end: 'Zur neuesten Nachricht',
    pageUp: 'Eine Seite hinauf',
    pageDown: 'Eine Seite hinunter'
  }
}
