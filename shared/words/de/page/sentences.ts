/** What went wrong, and what Skein itself says in a session, by its code: for every code English declares. Pure. */
import type { Parameters } from '../../../errors.ts'
import { oneOf } from '../../sentence.ts'
import type { SentenceCode } from '../../en/sentences.ts'
import type { ReadinessWords, Sentence } from '../../sentence.ts'
import { readiness } from './readiness.ts'
import { session } from './session.ts'
import { isolated } from '../../../isolated.ts'
import { plural } from '../plural.ts'

const notSavedYet =
  'Was jetzt auf dem Bildschirm steht, ist noch nicht gespeichert. Es wird versucht, bis es das ist.'

export const sentences: Readonly<Record<SentenceCode, Sentence>> = {
  agent_died: ({ how, signal, exitCode }) => {
    const stopped = (why: string): string =>
      `Claude Code hat mitten in der Arbeit aufgehört (${why}). Sende noch einmal: Ein neuer Prozess macht weiter, wo dieser war.`
    return oneOf(how, {
      signal: stopped(`beendet durch das Signal ${signal}`),
      exit: stopped(`Exit-Code ${exitCode}`),
      ended: stopped('seine Ausgabe endete'),
      not_started: 'Claude Code konnte nicht gestartet werden.'
    })
  },
  agent_not_found: (given) => inOne(readiness.agent_not_found(given)),
  agent_not_running: (given) => inOne(readiness.agent_not_running(given)),
  agent_only_read: ({ agent }) =>
    `Skein zeigt, was mit ${agent ?? 'diesem Agenten'} gesprochen wurde, kann aber noch nicht selbst mit ihm sprechen. Mach in ${agent ?? 'seinem eigenen Programm'} mit dieser Sitzung weiter.`,
  agent_writes_lost: ({ lost, cause }) => {
    const why =
      cause === 'quota' ? 'Das Kontingent auf dem Datenträger war erschöpft' : 'Der Datenträger war voll'
    const could = (what: string): string =>
      `Claude Code konnte ${what}. ${why}. Schaffe Platz, bevor du weitermachst.`
    return oneOf(lost, {
      settings: could('Änderungen an seinen eigenen Einstellungen nicht speichern'),
      session: could(
        'einen Teil dieser Sitzung nicht speichern. Wenn sie weitergeht, hat es diesen Teil vielleicht vergessen'
      )
    })
  },
  bad_answer: ({ reason }) =>
    reason === undefined
      ? null
      : `Die Antwort des Servers war nicht zu verstehen (${reason}). Lade die Seite neu.`,
  bad_cursor: ({ of }) =>
    of === 'list'
      ? 'Diese Stelle der Liste ist nicht bekannt. Lade die Liste von vorn.'
      : 'Diese Stelle der Sitzung ist nicht bekannt. Lade die neuesten Nachrichten noch einmal.',
  bad_frame: ({ from, reason }) => {
    if (reason === undefined)
      return 'Der Server konnte das nicht lesen. Lade die Seite neu; geschieht es wieder, kürze die Nachricht.'
    return from === 'server'
      ? `Der Server hat etwas gesagt, das diese Seite nicht versteht (${reason}). Lade die Seite neu.`
      : `Das war nicht zu verstehen: ${reason}. Lade die Seite neu.`
  },
  bad_request: ({ reason }) =>
    `Die Anfrage war nicht zu verstehen${reason === undefined ? '' : ` (${reason})`}.`,
  body_too_large: ({ most }) => (most === undefined ? null : `Das ist größer als ${most}.`),
  cannot_fork: ({ why, agent, reason }) => {
    const could = (because: string): string => `${agent} kann diese Sitzung nicht abzweigen: ${because}`
    return oneOf(why, {
      no_middle: `${agent} kann nicht aus der Mitte einer Sitzung weitermachen.`,
      moved: could('Ihr Transkript wurde verschoben oder gelöscht.'),
      not_held: could('Ihr Transkript enthält diese Nachricht nicht.'),
      copy: could(`Die Kopie ließ sich nicht anlegen (${reason}).`)
    })
  },
  cannot_rewind: ({ why, agent }) =>
    oneOf(why, {
      not_yours: 'Eine Sitzung geht vor etwas zurück, das du gesendet hast. Das hier ist nicht von dir.',
      first_message: `${agent} kann die erste Nachricht einer Sitzung nicht vergessen. Beginne eine neue Sitzung, um sie neu zu schreiben.`,
      of_another:
        'Dieser Teil gehört zu der Sitzung, von der diese abgezweigt wurde. Gehe dort zurück oder zweige dort ab.',
      place_lost:
        'Claude Code hat die Stelle nicht mehr, an die du zurückgegangen bist. Wähle einen anderen Zweig oder beginne eine neue Sitzung.'
    }),
  cannot_write: ({ file, error, reason }) => {
    if (file === undefined) return null
    if (file === '') return 'Der Ort für den Export muss ein voller Pfad sein.'
    return `${file} lässt sich nicht schreiben: ${writeTrouble[error ?? ''] ?? `${reason}.`}`
  },
  choice_not_stored: (given) => onlyNow(given),
  closed: () => 'Die Verbindung endete, bevor der Server geantwortet hat.',
  closing: () => 'Skein wird gerade beendet. Versuche es gleich noch einmal.',
  crashed: ({ at, file }) =>
    typeof at !== 'number'
      ? null
      : `Skein oder eines seiner Fenster ist am ${dated(at)} abgestürzt. Deine Sitzungen sind erhalten. Ein Absturzbericht liegt unter ${file}; niemandem wurde etwas gesendet.`,
  database: (given) => databaseTrouble(given),
  database_corrupt: () =>
    'Skeins Datenbank ist beschädigt. Starte Skein neu: Es legt die beschädigte Datei beiseite und baut die Liste aus den Transkripten neu auf.',
  database_locked: () =>
    'Ein anderes Programm benutzt Skeins Datenbank. Schließe andere Kopien von Skein und Datenbankprogramme, die sie geöffnet haben, dann versuche es noch einmal.',
  database_newer: () =>
    'Die Datenbank stammt von einer neueren Version von Skein, also lässt diese sie in Ruhe. Aktualisiere Skein, oder starte es mit einem anderen Datenordner (--data).',
  database_not_writable: ({ reason }) =>
    reason === undefined
      ? 'Skein darf seine Datenbank nicht schreiben. Prüfe, ob es den Datenordner gibt und ob er dir gehört, oder wähle einen anderen mit --data.'
      : `Skein benutzt seine Datenbank nicht: ${reason}`,
  database_older: () =>
    'Der Datenbank fehlt, was zuletzt in sie geschrieben wurde: Ihr Protokoll ging verloren oder ist beschädigt, oder eine ältere Kopie wurde zurückgelegt. Sitzungen, die sie vergessen hat, kommen aus ihren Transkripten zurück. Ein Titel, eine Einstellung oder eine Erlaubnis, die du zuletzt geändert hast, ist vielleicht wie zuvor.',
  database_rebuilt: ({ file, sessions, unreadable }) => {
    if (file === undefined) return null
    const what =
      file === ''
        ? 'Die Datenbank ist fort oder leer, und es gab schon eine.'
        : `Die Datenbank war beschädigt und wurde als ${file} beiseitegelegt.`
    const unread =
      unreadable === 0
        ? ''
        : ` ${unreadable} ${plural(Number(unreadable), { one: 'ließ', other: 'ließen' })} sich nicht lesen; das Protokoll nennt sie.`
    const done =
      sessions === undefined
        ? 'Die Liste der Sitzungen wird aus den Transkripten neu aufgebaut.'
        : `Die Liste der Sitzungen wurde aus den Transkripten neu aufgebaut: ${sessions} gefunden.${unread}`
    return `${what} ${done} Verloren sind Titel, die du vergeben hast, Entwürfe, gemerkte Erlaubnisse, dein Vertrauen in Ordner und deine Einstellungen; keine Sitzung ist es.`
  },
  database_unreachable: () =>
    'Der Datenträger mit Skeins Datenbank antwortet nicht, wie er sollte. Prüfe ihn und versuche es dann noch einmal.',
  diagnostics_gone: () =>
    'Dieser Text wird nicht mehr aufbewahrt. Lass ihn neu erstellen und sichere ihn dann.',
  disk_full: ({ of }) =>
    of === 'export'
      ? 'Der Datenträger ist voll: Es wurde nichts exportiert. Schaffe Platz oder wähle einen anderen, dann versuche es noch einmal.'
      : 'Der Datenträger ist voll, darum konnte das nicht gespeichert werden. Schaffe Platz und versuche es noch einmal.',
  editor_failed: ({ program, reason, chosen }) => {
    if (program === undefined) return null
    const advice =
      chosen === 1
        ? 'Prüfe den Editor in den Einstellungen: Am besten geht der volle Pfad seines Programms.'
        : 'Wähle in den Einstellungen einen Editor.'
    return `${program} konnte das nicht öffnen (${reason}). ${advice}`
  },
  effort_not_known: ({ id }) =>
    id === undefined
      ? null
      : `Diese Sitzung ist auf den Aufwand „${id}“ gestellt, den diese Version von Skein nicht kennt. Wähle unten einen anderen und sende sie noch einmal.`,
  empty_message: ({ where }) =>
    where === 'queue' ? 'Schreibe etwas, oder entferne die Nachricht.' : 'Schreibe etwas, bevor du sendest.',
  file_not_found: ({ why, file }) =>
    oneOf(why, {
      gone: `Die Datei „${file}“ gibt es nicht mehr, oder sie lässt sich nicht lesen.`,
      no_file: `„${file}“ ist weder eine Datei noch ein Ordner.`,
      outside: `„${file}“ führt aus dem Projekt hinaus. Öffne es mit seinem vollen Pfad.`,
      network: `„${file}“ führt auf einen anderen Rechner, und schon dort nachzusehen könnte ihm verraten, wer du bist. Öffne es selbst, wenn du ihm vertraust.`,
      device: `„${file}“ ist ein Gerät und keine Datei.`,
      drive: `„${file}“ sagt nicht, in welchem Ordner des Laufwerks es liegt. Öffne es mit seinem vollen Pfad.`,
      name: `„${file}“ ist kein Dateiname, oder einer, den das System als einen anderen liest.`
    }),
  folder_missing: ({ folder }) =>
    folder === undefined
      ? null
      : `Den Ordner ${folder} gibt es nicht mehr, oder er lässt sich nicht lesen. Hole ihn zurück, oder öffne das Projekt von dort, wo es jetzt liegt.`,
  folder_not_opened: ({ folder, reason }) =>
    folder === undefined
      ? null
      : `Der Ordner ${folder} ließ sich nicht öffnen (${reason}). Öffne ihn in deiner Dateiverwaltung.`,
  folder_unreadable: ({ path }) =>
    path === undefined
      ? null
      : `„${path}“ lässt sich mit deinen Rechten nicht lesen. Ändere sie, oder öffne einen anderen Ordner.`,
  forbidden: () => 'Skein nimmt von dieser Seite keine Verbindungen an.',
  guide_failed: ({ reason }) =>
    reason === undefined
      ? 'Das ist gescheitert, weil du es wolltest. Sende eine weitere Nachricht, um weiterzumachen.'
      : `Der Guide konnte es nicht zu Ende bringen (${reason}). Sende die Nachricht noch einmal, um es wieder zu versuchen.`,
  internal: () => 'In Skein ist etwas schiefgegangen. Das Protokoll sagt mehr.',
  journal_damaged: ({ file, title }) => {
    if (file !== undefined)
      return `Das Journal einer Antwort, die entstand, als Skein endete, lässt sich nicht lesen; ihr Ende fehlt vielleicht. Es wurde als ${file} beiseitegelegt.`
    if (title === undefined) return null
    return `Das Journal ${named(title, 'der Sitzung')} war beschädigt. Was von der Warteschlange zu lesen war, ist erhalten: Sieh nach, ob alles da ist, was du eingereiht hattest.`
  },
  journal_unavailable: (given) =>
    because(
      given,
      '. Die Sitzung geht weiter, aber eine Antwort, die noch läuft, wäre verloren, wenn Skein jetzt endete. Schaffe Platz, um wieder sicher zu sein.'
    ),
  key_unreadable: ({ reason }) =>
    reason === undefined
      ? null
      : `Der API-Schlüssel, den Skein für Claude Code aufbewahrt, lässt sich nicht lesen (${reason}). Entsperre den Schlüsselbund deines Systems, oder entferne den Schlüssel in den Einstellungen und gib ihn neu ein.`,
  login_failed: ({ reason }) =>
    reason === undefined ? null : `Claude Code konnte sich nicht anmelden: ${reason}`,
  max_turns: () =>
    'Claude Code hat nach so vielen Schritten aufgehört, wie auf einmal erlaubt sind. Sende eine Nachricht, damit es weitermacht.',
  message_not_found: () => 'Diese Nachricht gibt es in der Sitzung nicht.',
  mode_not_known: ({ id }) =>
    id === undefined
      ? null
      : `Diese Sitzung ist auf den Berechtigungsmodus „${id}“ gestellt, den diese Version von Skein nicht kennt. Wähle unten einen anderen und sende sie noch einmal.`,
  mode_not_taken: ({ agent, wanted, taken }) =>
    agent === undefined
      ? null
      : `${agent} bietet den Modus „${wanted}“ hier nicht und arbeitet im Modus „${taken}“.`,
  model_silent: ({ model, other }) =>
    `${model ?? 'Das Modell'} hat nicht geantwortet.${other === undefined ? '' : ` An seiner Stelle antwortet ${other}.`}`,
  no_folder: ({ folder }) =>
    folder === undefined
      ? null
      : `Den Ordner ${folder} gibt es nicht mehr; darum lässt sich nichts senden. Bring ihn zurück, oder wähle, wo er jetzt ist.`,
  no_history: () => 'Skein kann frühere Sitzungen gerade nicht durchsehen. Starte Skein neu.',
  no_project: () => 'Diese Adresse nennt kein Projekt. Öffne zuerst ein Projekt.',
  no_such_file: () => 'Diese Datei gibt es nicht.',
  no_transcript: () =>
    'Der Agent hat nicht mehr, was in dieser Sitzung gesagt wurde, und finge von vorn an. Hol es zurück, oder beginne eine neue Sitzung mit einer Zusammenfassung.',
  no_such_route: () => 'Diese Adresse gibt es nicht.',
  not_a_folder: ({ why, path }) =>
    oneOf(why, {
      elsewhere: `„${path}“ führt von diesem Rechner weg, und ein Link darf dort nicht nachsehen lassen. Öffne es selbst.`,
      not_full: `Gib den vollen Pfad eines Ordners an; „${path}“ ist keiner.`,
      file: `„${path}“ ist eine Datei. Öffne den Ordner, in dem sie liegt.`,
      missing: `Unter „${path}“ gibt es keinen Ordner.`
    }),
  not_connected: () =>
    'Diese Sitzung ist nicht verbunden. Verbinde sie neu und versuche es dann noch einmal.',
  not_for_pages: () => 'Auf diesem Weg kommt von dieser Adresse keine Seite herein.',
  not_kept: (given) => notKept(given),
  not_queued: () => 'Diese Nachricht ist schon gesendet oder wurde zuvor entfernt.',
  not_saved: () =>
    'Ein Teil dieser Sitzung konnte noch nicht gespeichert werden, darum kann sie nicht zurückgehen. Schaffe Platz und versuche es dann noch einmal.',
  part_unreadable: () => partUnreadable,
  permission_mode_refused: () =>
    'Claude Code überspringt für den Benutzer root keine Erlaubnisse. Wähle einen anderen Modus, oder starte Skein als gewöhnlicher Benutzer.',
  permission_settled: () => 'Diese Anfrage ist schon beantwortet, oder sie gilt nicht mehr.',
  plugin_failed: ({ plugin, reason }) =>
    plugin === undefined
      ? null
      : `Die Erweiterung ${plugin} konnte nicht installiert werden. ${reason ?? ''}`.trim(),
  port_taken: ({ port, taken }) =>
    port === undefined
      ? null
      : `Den Port ${taken} benutzt ein anderes Programm, darum läuft Skein diesmal auf Port ${port}.`,
  project_not_found: () =>
    'Dieses Projekt ist hier nicht bekannt. Vielleicht wurde es aus der Liste entfernt.',
  queue_not_started: (given) => {
    const why = notKept(given)
    return why === null ? null : `Die nächste Nachricht der Warteschlange wurde nicht gestartet. ${why}`
  },
  recovery_failed: ({ reason }) =>
    reason === undefined
      ? null
      : `Eine Antwort, die lief, als Skein endete, ließ sich nicht wiederherstellen (${reason}). Sie liegt im Datenordner, und es wird wieder versucht, wenn ihre Sitzung geöffnet wird.`,
  request_failed: ({ status }) =>
    status === undefined ? null : `Der Server hat das abgelehnt (HTTP ${status}). Versuche es noch einmal.`,
  resume_failed: () =>
    'Claude Code hat dieses Gespräch nicht mehr: Sein Transkript wurde verschoben oder gelöscht. Beginne eine neue Sitzung, um weiterzumachen.',
  rule_not_found: () => 'Diese Regel wurde schon zurückgenommen.',
  rule_not_stored: (given) => onlyNow(given),
  session_deleted: () =>
    'Diese Sitzung wird gerade gelöscht. Nimm das Löschen zurück, oder beginne eine neue Sitzung.',
  session_resumed: ({ since }) =>
    typeof since !== 'number'
      ? null
      : `Wieder aufgenommen. Die Sitzung hatte seit dem ${dated(since)} Uhr geruht.`,
  session_elsewhere: () => 'Diese Sitzung gehört zu einem anderen Projekt. Öffne sie dort.',
  session_not_found: ({ was }) =>
    `Diese Sitzung gibt es in diesem Projekt nicht${was === 'deleted' ? ' mehr' : ''}.`,
  timeout: () =>
    'Skein hat nicht rechtzeitig geantwortet. Vielleicht ist es sehr beschäftigt; versuche es gleich noch einmal.',
  too_big: () => 'Diese Nachricht ist größer als 32 MB. Sende weniger oder kleinere Anhänge.',
  tool_result_not_found: () => 'Das Transkript enthält zu diesem Werkzeugaufruf kein Ergebnis.',
  transcript_damaged: ({ lines }) => {
    if (lines === undefined) return null
    return plural(Number(lines), {
      one: '1 Zeile dieses Transkripts ließ sich nicht lesen: Ein Schreibvorgang wurde abgeschnitten, und was sie sagte, ist verloren. Alles andere ist da.',
      other: `${lines} Zeilen dieses Transkripts ließen sich nicht lesen: Ein Schreibvorgang wurde abgeschnitten, und was sie sagten, ist verloren. Alles andere ist da.`
    })
  },
  transcript_gone: () =>
    'Ein anderes Programm hat das Transkript dieser Sitzung gelöscht, oder einen Teil davon. Was auf dem Bildschirm steht, bleibt, bis die Sitzung geschlossen wird: Exportiere es, wenn du es brauchst. Was von jetzt an gesagt wird, wird aufbewahrt.',
  transcript_not_written: ({ cause = 'other', reason = '' }) =>
    oneOf(cause, {
      full: `Der Datenträger ist voll, darum ließ sich das Transkript nicht schreiben. Schaffe Platz: ${notSavedYet}`,
      read_only: `Der Datenträger des Transkripts lässt sich nur lesen. Hänge ihn zum Schreiben ein: ${notSavedYet}`,
      other: `Das Transkript ließ sich nicht schreiben (${reason}). Sieh nach seinem Datenträger und Ordner: ${notSavedYet}`
    }),
  transcript_torn: ({ title }) =>
    title === undefined
      ? null
      : `Die letzte Zeile im Transkript ${named(title, 'der Sitzung')} war abgeschnitten, durch einen Absturz oder einen vollen Datenträger. Was diese Zeile enthielt, ist verloren; alles andere ist da.`,
  transcript_unreadable: ({ reason, file }) =>
    reason === undefined
      ? null
      : `Das Transkript dieser Sitzung lässt sich nicht lesen (${reason}). Prüfe die Rechte von ${file}.`,
  turn_cut_off: ({ how, kept }) => {
    if (how === 'closed') return 'Skein wurde geschlossen, während der Agent arbeitete.'
    return oneOf(kept, {
      all: 'Skein endete, während der Agent arbeitete. Was schon angekommen war, ist erhalten.',
      part: `Skein endete, während der Agent arbeitete. ${partUnreadable}`
    })
  },
  held_elsewhere: () =>
    'Diese Sitzung ist in einem anderen Programm offen, das nicht sähe, was hier gesendet wird. Beende sie dort, oder mach in einer Kopie weiter.',
  still_held: () =>
    'Das andere Programm wurde gebeten, sich zu beenden, und läuft noch. Beende es, wo es läuft, oder mach in einer Kopie weiter.',
  nothing_to_copy: () => 'In dieser Sitzung wurde noch nichts gesagt. Beginne stattdessen eine neue.',
  already_there: ({ file }) =>
    `Das Transkript ist schon da${file === undefined ? '' : ` (${file})`}, und was da ist, wird nie überschrieben. Öffne die Sitzung.`,
  conflict: ({ file }) =>
    `${file ?? 'Die Datei'} hat sich geändert, seit die Änderung gezeigt wurde. Sieh sie noch einmal an.`,
  copy_damaged: ({ file }) =>
    `Die Kopie von ${file ?? 'einer Datei'} ist beschädigt: Auf dem Datenträger steht nicht, was geschrieben wurde. Es wurde nichts geändert.`,
  no_retention: ({ agent }) =>
    `„${agent ?? 'Dieser Agent'}“ löscht keine Transkripte, oder es gibt ihn hier nicht.`,
  no_room: ({ file }) =>
    `Der Datenträger ist voll: Das Transkript konnte nicht zurückgelegt werden${file === undefined ? '' : ` (${file})`}. Schaffe Platz und versuche es noch einmal.`,
  not_in_vault: () => 'Von dieser Sitzung gibt es keine Kopie.',
  not_longer: ({ days }) =>
    `Transkripte werden schon ${days ?? 'so viele'} Tage behalten. Wähle mehr Tage als das.`,
  not_restored: ({ file, reason }) =>
    `Das Transkript konnte nicht zurückgelegt werden${file === undefined ? '' : ` (${file}: ${reason})`}. Es wurde nichts geändert.`,
  settings_not_json: ({ file }) =>
    `${file ?? 'Die Datei'} ist kein gültiges JSON und bleibt deshalb, wie sie ist. Bringe sie zuerst in Ordnung.`,
  settings_unreadable: ({ file }) =>
    `${file ?? 'Die Datei'} war nicht zu lesen und bleibt deshalb, wie sie ist.`,
  turn_running: ({ to }) =>
    to === 'folder'
      ? 'Der Agent arbeitet noch. Halte ihn zuerst an, dann wähle den Ordner.'
      : 'Der Agent arbeitet noch. Halte ihn zuerst an, dann gehe zurück.',
  turn_stopped: () => session.interrupted,
  unauthorized: () =>
    'Diese Seite ist bei Skein nicht mehr angemeldet. Öffne sie neu mit dem Link, den Skein ausgegeben hat.',
  unknown_agent: ({ agent }) =>
    agent === undefined
      ? 'Diesen Agenten gibt es in dieser Version von Skein nicht.'
      : `Den Agenten „${agent}“ gibt es in dieser Version von Skein nicht.`,
  unknown_effort: ({ agent, effort }) => {
    if (effort === undefined) return null
    return agent === undefined
      ? `Den Aufwand „${effort}“ gibt es hier nicht.`
      : `${agent} kennt den Aufwand „${effort}“ nicht.`
  },
  unknown_permission_mode: ({ agent, mode }) => {
    if (mode === undefined) return null
    return agent === undefined
      ? `Den Modus „${mode}“ gibt es hier nicht.`
      : `${agent} kennt den Modus „${mode}“ nicht.`
  },
  unproven: () =>
    'Wer unter dieser Adresse antwortet, konnte nicht zeigen, dass es Skein ist, darum wurde ihm nichts gesagt. Öffne den Link, den Skein beim Start ausgegeben hat.',
  unreachable: () =>
    'Skein war nicht zu erreichen. Vielleicht wurde es geschlossen; starte es wieder und versuche es dann noch einmal.',
  upgrade_required: () => 'Diese Adresse nimmt nur WebSocket-Verbindungen an.',
  wrong_session: () => 'Diese Nachricht gehört zu einer anderen Sitzung und wurde nicht gesendet.'
}

const writeTrouble: Readonly<Record<string, string>> = {
  ENOENT: 'Den Ordner gibt es nicht.',
  ENOTDIR: 'Den Ordner gibt es nicht.',
  EACCES: 'Du darfst dort nicht schreiben. Wähle einen anderen Ort.',
  EPERM: 'Du darfst dort nicht schreiben. Wähle einen anderen Ort.',
  EROFS: 'Dieser Datenträger lässt sich nur lesen. Wähle einen anderen Ort.',
  EISDIR: 'Dort liegt ein Ordner dieses Namens.',
  ENOTEMPTY: 'Dort liegt ein Ordner dieses Namens.',
  EEXIST: 'Dort liegt ein Ordner dieses Namens.'
}

const partUnreadable =
  'Ein Teil dessen, was angekommen war, lässt sich nicht mehr lesen; alles andere ist erhalten.'

function databaseTrouble(given: Parameters): string | null {
  switch (given.cause) {
    case 'database_corrupt':
    case 'database_locked':
    case 'database_newer':
    case 'database_not_writable':
    case 'database_unreachable':
    case 'disk_full':
      return sentences[given.cause](given)
    default:
      return null
  }
}

/** Was jemand wählte und die Datenbank, oder (`reason`) etwas anderes, nicht annahm. */
function onlyNow(given: Parameters): string | null {
  const why = databaseTrouble(given)
  if (why === null && given.reason === undefined) return null
  return `${why ?? `Das ließ sich nicht speichern (${given.reason}).`} Bis dahin gilt deine Änderung nur, solange Skein läuft.`
}

function notKept(given: Parameters): string | null {
  return because(
    given,
    given.twice === 1
      ? ', darum wurde es nicht getan: Nach einem Neustart könnte es zweimal geschehen. Schaffe Platz und sende es noch einmal.'
      : ', darum ließ sich das nicht festhalten und wurde nicht getan. Schaffe Platz und versuche es dann noch einmal.'
  )
}

function because({ cause, reason }: Parameters, then: string): string | null {
  return oneOf(cause, {
    full: `Der Datenträger ist voll${then}`,
    read_only: `Der Datenträger mit dem Datenordner lässt sich nur lesen${then}`,
    other: `Der Datenordner lässt sich nicht schreiben (${reason})${then}`
  })
}

function inOne(words: ReadinessWords | null): string | null {
  return words === null ? null : `${words.reason} ${words.remedy}`
}

/** Im Genitiv. */
function named(title: string | number, session: string): string {
  return title === '' ? 'einer Sitzung ohne Titel' : `${session} „${isolated(String(title))}“`
}

/** @param at milliseconds since 1970 */
function dated(at: number): string {
  return new Intl.DateTimeFormat('de', { dateStyle: 'long', timeStyle: 'short' }).format(at)
}
