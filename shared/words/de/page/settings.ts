import type { PageWords } from '../../en/page/index.ts'

export const settings: PageWords['settings'] = {
  title: 'Einstellungen',
  back: 'Zurück',
  loading: 'Einstellungen werden geladen',
  notSaved: (what) => `Nicht gespeichert: ${what}`,
  appearance: {
    title: 'Aussehen',
    theme: 'Farben',
    fontSize: 'Schriftgröße',
    fontSizeHint: 'Für alles: Text, Code und Bedienung.',
    pixels: (count) => `${count} px`,
    motion: 'Bewegung',
    motions: { system: 'Wie das System', reduce: 'So wenig wie möglich' },
    language: 'Sprache',
    languageHint: 'Das Fenster lädt neu; nichts geht verloren.',
    systemLanguage: 'Wie das System'
  },
  keys: {
    title: 'Tasten',
    send: 'Nachricht senden mit',
    enter: 'Eingabe',
    modEnter: (mod) => `${mod}+Eingabe`,
    sendHint: 'Die andere beginnt eine neue Zeile.',
    all: 'Alle Kürzel'
  },
  agents: {
    title: 'Agenten',
    found: 'Agenten auf diesem Rechner',
    default: 'Agent neuer Sitzungen',
    effort: (agent) => `Aufwand von ${agent}`,
    effortHint:
      'Wie viel er in neuen Sitzungen nachdenkt, bevor er antwortet. Mehr dauert länger und braucht mehr Tokens.',
    effortOwn: 'Standard',
    editor: 'Editor',
    editorHint:
      'Öffnet Dateien, die eine Antwort nennt. Ein Programm und seine Argumente; {path} und {line} werden eingesetzt. Leer: Das System entscheidet.',
    editorPlaceholder: 'code --goto {path}:{line}',
    save: 'Speichern'
  },
  permissions: {
    title: 'Berechtigungen',
    default: 'Berechtigungsmodus neuer Sitzungen',
    rules: 'Immer erlaubt',
    rulesHint:
      'Was du für ein Projekt erlaubt hast. Agenten tun es dort, ohne zu fragen, bis du die Regel zurücknimmst oder dem Ordner nicht mehr vertraust.',
    noRules:
      'Nichts ist auf Dauer erlaubt. Fragt ein Agent, kannst du etwas für das Projekt erlauben; dann steht es hier.',
    noProjects: 'Noch ist kein Projekt geöffnet.',
    anyUse: 'jeder Gebrauch (aus einer älteren Version: gilt nicht mehr)',
    takeBack: (rule) => `${rule} zurücknehmen`,
    takenBack: 'Zurückgenommen',
    trusted: 'Vertraute Projekte',
    trustedHint:
      'In diesen Ordnern laden Agenten, was der Ordner an CLAUDE.md, Hooks, MCP-Servern und Einstellungen mitbringt, und lesen (etwa mit git status), ohne zu fragen. All das kann Programme des Ordners in deinem Namen ausführen.',
    noneTrusted: 'Keinem Ordner wird vertraut.',
    untrust: (project) => `${project} nicht mehr vertrauen`
  },
  power: {
    title: 'Energie',
    awake: 'Wach bleiben, während ein Agent arbeitet',
    awakeHint: 'Der Bildschirm darf dunkel werden. Wartet ein Agent auf dich, darf der Rechner schlafen.',
    always: 'Immer',
    plugged: 'Am Netz',
    never: 'Nie'
  },
  notifications: {
    title: 'Benachrichtigungen',
    turnEnd: 'Wenn ein Agent fertig ist',
    turnFailed: 'Wenn ein Agent gescheitert ist',
    waiting: 'Wenn ein Agent auf deine Antwort wartet',
    hint: 'Nur solange Skein nicht im Vordergrund ist.',
    quiet: 'Ruhezeit',
    quietHint: 'In dieser Zeit erscheint nichts als die Zahl am Symbol.',
    from: 'Von',
    to: 'bis',
    blocked:
      'Dieser Browser lässt keine Benachrichtigungen von Skein zu. Erlaube sie für diese Seite in den Einstellungen des Browsers.',
    done: (agent) => `${agent} ist fertig`,
    failed: (agent) => `${agent} ist gescheitert`,
    asks: (agent) => `${agent} wartet auf deine Antwort`
  }
}
