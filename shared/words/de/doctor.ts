import type { DoctorWords } from '../en/doctor.ts'
import { plural } from './plural.ts'

export const doctor: DoctorWords = {
  language: 'de',
  noAnswer: (what, seconds) => `${what}: keine Antwort innerhalb von ${seconds} Sekunden.`,
  couldNotLook: (what) => `${what}: Skein konnte nicht nachsehen.`,
  states: { ok: 'gut', warn: 'Hinweis', bad: 'Störung', unknown: 'unbekannt' },

  agent: (name) => name,
  agentReady: (name, version) =>
    version === null ? `${name} ist bereit.` : `${name} ${version} ist bereit.`,
  agentNotReady: (name) => `${name} lässt sich auf diesem Rechner noch nicht benutzen.`,

  login: (name) => `Die Anmeldung von ${name}`,
  loggedIn: (name) => `${name} hat eine Anmeldung.`,
  loginSources: {
    kept_key: 'Ein API-Schlüssel, den Skein verschlüsselt aufbewahrt.',
    environment:
      'Ein Schlüssel oder Token aus der Umgebung, in der Skein gestartet wurde, oder deiner Login-Shell.',
    cloud: 'Ein Cloud-Anbieter, in der Umgebung gewählt.',
    key_helper: 'Ein Programm aus seinen Einstellungen, das Schlüssel ausgibt.',
    account: 'Das Konto, mit dem es angemeldet wurde.'
  },
  notLoggedIn: (name) => `Auf diesem Rechner wurde keine Anmeldung von ${name} gefunden.`,
  notLoggedInHelp:
    'Starte das Programm in einem Terminal und melde dich mit /login an, oder hinterlege in den Einstellungen einen API-Schlüssel.',
  loginHidden: (name) => `Ob ${name} angemeldet ist, lässt sich von hier nicht sehen.`,
  loginHiddenHelp:
    'Es bewahrt seine Anmeldung im Schlüsselbund auf, in den Skein nicht hineinsieht. Sagt eine Sitzung, dass es nicht angemeldet ist, starte das Programm in einem Terminal und gib /login ein.',

  shell: 'Die Login-Shell',
  shellAnswered: 'Programme werden gefunden wie in deinem Terminal: Die Login-Shell hat ihren PATH genannt.',
  shellNotNeeded: 'Programme werden gefunden wie in deinem Terminal.',
  shellMissing: 'Keine Login-Shell ist eingestellt; Programme werden nur im PATH von Skein selbst gesucht.',
  shellSilent: (shell) =>
    `${shell} hat seinen PATH nicht genannt; Programme werden nur im PATH von Skein selbst gesucht.`,
  shellHelp:
    'Meist ist eine Frage oder ein endloser Befehl in ihren Startdateien der Grund. Behebe das und starte Skein neu, oder wähle das Programm des Agenten selbst.',

  git: 'Git',
  gitFound: (version) => `Git ${version} ist da.`,
  gitMissing:
    'Git wurde nicht gefunden. Alles geht auch ohne, aber es werden auch Dateien aufgeführt, die ein Projekt ignoriert.',
  gitHelp: 'Installiere es mit der Paketverwaltung deines Systems und starte Skein neu.',

  dataFolder: 'Der Datenordner',
  dataFolderWell: 'In den Datenordner lässt sich schreiben.',
  dataFolderNotWritable: 'In den Datenordner lässt sich nicht schreiben; Neues wird nicht aufbewahrt.',
  dataFolderSize: (size, isWhole) => (isWhole ? size : `mehr als ${size}`),

  history: 'Die Sitzungen auf diesem Rechner',
  historyWell: 'Jede Sitzung auf diesem Rechner steht in der Liste.',
  historyUnread: (count) =>
    plural(count, {
      one: 'Ein Transkript ist nicht zu lesen; seine Sitzung steht nicht in der Liste.',
      other: `${count} Transkripte sind nicht zu lesen; ihre Sitzungen stehen nicht in der Liste.`
    }),
  passedOver: {
    unreadable: (count) => `nicht zu lesen: ${count} (das Protokoll sagt, welche)`,
    no_folder: (count) => `nennen keinen Ordner, zu dem sie gehören: ${count}`,
    empty: (count) => `niemand hat darin etwas gesagt: ${count}`,
    not_a_session: (count) => `Teile anderer Sitzungen: ${count}`
  },

  disk: 'Der Datenträger',
  diskFree: (size) => `${size} sind auf dem Datenträger des Datenordners frei.`,
  diskLow: (size) => `Nur ${size} sind auf dem Datenträger des Datenordners frei. Schaffe bald Platz.`,
  diskFull: (size) => `Der Datenträger des Datenordners ist voll: ${size} sind frei. Schaffe jetzt Platz.`,

  database: 'Die Datenbank',
  databaseWell: 'Die Datenbank arbeitet.',
  databaseTroubled: 'Die Datenbank arbeitet nicht.',

  port: 'Der Port',
  portWell: (port) => `Skein lauscht auf Port ${port}, nur für diesen Rechner.`,
  portOther: (port) => `Den üblichen Port benutzt ein anderes Programm; diesmal lauscht Skein auf ${port}.`,

  logs: 'Das Protokoll',
  logsWell: 'Das Protokoll wird geschrieben. Es enthält keinen Text deiner Nachrichten und keine Schlüssel.',
  logsTroubled: 'Das Protokoll lässt sich nicht in seinen Ordner schreiben.',

  crashes: 'Absturzberichte',
  noCrashes: 'Es gibt keine Absturzberichte.',
  someCrashes: (count) =>
    plural(count, { one: 'Es gibt einen Absturzbericht.', other: `Es gibt ${count} Absturzberichte.` }),
  crashesStay:
    'Sie bleiben auf diesem Rechner. Sie enthalten Teile des Arbeitsspeichers: Gib sie nur Menschen, denen du vertraust.',

  report: {
    title: 'Skein-Diagnose',
    versions: 'Versionen',
    findings: 'Was der Doktor fand',
    problems: 'Was die App von sich selbst sagt',
    settings: 'Einstellungen',
    dumps: 'Absturzberichte',
    log: (lines) => `Die letzten ${lines} Zeilen des Protokolls`,
    none: 'keine',
    masked:
      'Das Home-Verzeichnis steht als ~ da, und was nach einem Schlüssel oder Token aussieht, wurde entfernt. Lies es, bevor du es weitergibst.'
  }
}
