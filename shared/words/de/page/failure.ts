import type { PageWords } from '../../en/page/index.ts'

export const failure: PageWords['failure'] = {
  unreachable:
    'Skein erreicht seinen Server nicht. Vielleicht startet er gerade; versuche es gleich noch einmal.',
  said: (words) => `Die Meldung: ${words}`,
  usageLimit: (when) =>
    when === null
      ? 'Das Nutzungslimit ist vorerst erreicht. Warte eine Weile und sende dann noch einmal.'
      : `Das Nutzungslimit ist erreicht. Es beginnt ${when} von Neuem; sende dann noch einmal.`,
  atTime: (time) => `um ${time} Uhr`,
  onDay: (day, time) => `am ${day} um ${time} Uhr`,
  retries: {
    rate_limit: 'Zu viele Anfragen für den Moment.',
    usage_limit: 'Das Nutzungslimit ist erreicht.',
    server_error: 'Die Server des Modells sind gestört oder nicht erreichbar.',
    overloaded: 'Die Server des Modells sind überlastet.',
    network: 'Die Server des Modells sind nicht erreichbar.',
    authentication_failed: 'Der Schlüssel oder die Anmeldung wurde abgelehnt.',
    invalid_request: 'Das Modell hat die Anfrage abgelehnt.',
    unknown: 'Das Modell hat die Anfrage abgelehnt.'
  },
  limitNear: (limit, share, when) => {
    const names: Readonly<Record<string, string>> = {
      five_hour: 'Fünf-Stunden-Limits',
      seven_day: 'Wochenlimits',
      seven_day_opus: 'Wochenlimits für Opus',
      seven_day_sonnet: 'Wochenlimits für Sonnet'
    }
    const reset = when === null ? '' : ` Es beginnt ${when} von Neuem.`
    return `${share ?? 'Ein großer Teil'} des ${names[limit ?? ''] ?? 'Nutzungslimits'} ${share === null ? 'ist' : 'sind'} verbraucht.${reset}`
  },
  toolDenied: (tool) => `${tool} wurde nicht erlaubt, ohne dass jemand gefragt wurde.`,
  withdrawn: {
    refused: 'Das Modell wollte nicht weiter antworten. Was es gesagt hatte, wurde zurückgenommen.',
    unreadable:
      'Das Modell hat ein Werkzeug unlesbar aufgerufen. Seine Antwort wurde zurückgenommen, und es wird noch einmal gefragt.'
  },
  refusals: {
    rate_limit: 'Zu viele Anfragen für den Moment. Warte eine Weile und sende dann noch einmal.',
    overloaded:
      'Claudes Server sind überlastet. Nichts ist verloren: Warte einen Moment und sende dann noch einmal.',
    server_error:
      'Claudes Server konnten nicht antworten. Nichts ist verloren: Warte einen Moment und sende dann noch einmal.',
    network:
      'Claudes Server sind nicht erreichbar. Prüfe dein Netz, einen Proxy oder eine Firewall und sende dann noch einmal.',
    prompt_too_long:
      'Das Gespräch passt nicht mehr in das Modell. Kürze es mit /compact oder beginne eine neue Sitzung; sehr große Anhänge müssen vielleicht wegbleiben.',
    request_too_large:
      'Die Anfrage ist zu groß. Lass große Bilder und Dateien weg oder sende /compact, dann sende noch einmal.',
    authentication_failed:
      'Claude Code ist nicht angemeldet, oder der Schlüssel wurde abgelehnt. Starte `claude` in einem Terminal und melde dich an (/login), oder gib in den Einstellungen einen anderen Schlüssel an, dann sende noch einmal.',
    login_expired:
      'Die Anmeldung ist abgelaufen. Starte `claude` in einem Terminal und melde dich neu an (/login), dann sende noch einmal.',
    not_logged_in:
      'Claude Code ist nicht angemeldet. Starte `claude` in einem Terminal und melde dich an (/login), oder gib in den Einstellungen einen Schlüssel an, dann sende noch einmal.',
    billing_error:
      'Das Konto hat kein Guthaben mehr, oder die Abrechnung ist nicht eingerichtet. Kläre das und sende dann noch einmal.',
    model_not_found:
      'Dieses Modell gibt es nicht, oder dein Konto darf es nicht nutzen. Wähle ein anderes Modell.',
    answer_too_long:
      'Die Antwort wurde länger, als das Modell auf einmal schreiben darf. Bitte es weiterzumachen, oder lass die Arbeit in kleineren Teilen tun.',
    invalid_request:
      'Das Modell hat diese Anfrage abgelehnt. Ändere die Nachricht und sende sie noch einmal.',
    unknown:
      'Claude Code konnte es nicht zu Ende bringen. Sende noch einmal; bleibt es so, sieh ins Protokoll.'
  }
}
