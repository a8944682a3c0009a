import type { PageWords } from '../../en/page/index.ts'

export const doctor: PageWords['doctor'] = {
  title: 'Ist alles gut?',
  intro: 'Was Skein von diesem Rechner braucht, und was hilft, wo etwas fehlt.',
  looking: 'Sehe nach',
  findings: 'Befunde',
  states: { ok: 'Alles gut', warn: 'Gut zu wissen', bad: 'Störung', unknown: 'Unbekannt' },
  again: 'Noch einmal nachsehen',
  copyReport: 'Bericht kopieren',
  reportCopied: 'Bericht kopiert',
  notCopied: 'Der Browser ließ Skein nicht kopieren. Speichere stattdessen die Diagnose.',
  actions: {
    open_folder: {
      data: 'Datenordner öffnen',
      logs: 'Protokollordner öffnen',
      crashes: 'Ihren Ordner öffnen'
    },
    copy: 'Befehl kopieren',
    open_settings: 'Einstellungen öffnen',
    try_again: 'Noch einmal versuchen'
  },
  copied: (command) => `Kopiert: ${command}`,
  homeMore: 'Was hilft',
  diagnostics: 'Diagnose speichern …',
  diagnosticsTitle: 'Diagnose',
  diagnosticsHint:
    'Das ist alles, was gespeichert wird; gesendet wird nichts. Lies es, bevor du es weitergibst: Keine Nachricht steht darin, dein Home-Verzeichnis steht als ~ da, und was nach einem Schlüssel aussieht, wurde entfernt.',
  diagnosticsMaking: 'Wird gesammelt',
  diagnosticsSave: 'Speichern …',
  diagnosticsSaved: (path) => `Gespeichert unter ${path}`,
  settingsTitle: 'Hilfe bei Problemen',
  settingsRow: 'Agenten, Login-Shell, Datenträger, Protokolle',
  settingsHint: 'Sieht nach, ob alles da ist, und macht einen Text für den, der dir hilft.',
  settingsButton: 'Nachsehen, ob alles gut ist',
  keys: {
    label: (agent) => `API-Schlüssel von ${agent}`,
    hint: 'Vom Schlüsselbund deines Systems aufbewahrt, nur den Prozessen dieses Agenten gegeben, nie wieder gezeigt. Ohne ihn nutzt der Agent seine eigene Anmeldung.',
    browserHint: (variable) =>
      `Im Browser-Modus kommt ein Schlüssel aus der Umgebung: Setze ${variable}, bevor du Skein startest.`,
    kept: 'Ein Schlüssel ist hinterlegt',
    none: 'Kein Schlüssel ist hinterlegt',
    add: 'Schlüssel hinterlegen …',
    replace: 'Ersetzen …',
    remove: 'Entfernen',
    removeTitle: 'Den Schlüssel entfernen?',
    removeBody: 'Der Agent nutzt dann seine eigene Anmeldung oder einen Schlüssel aus der Umgebung.',
    dialogTitle: (agent) => `Ein API-Schlüssel für ${agent}`,
    dialogLabel: 'API-Schlüssel',
    notAKey:
      'Das ist kein API-Schlüssel: Ein Schlüssel ist ein Wort aus mindestens 8 Buchstaben, Ziffern und Zeichen.',
    notAnswered: 'Die App hat nicht geantwortet. Versuche es noch einmal.',
    refusals: {
      no_keychain:
        'Dieses System hat keinen Schlüsselbund, den Skein benutzen könnte; darum bewahrt es keinen Schlüssel auf. Richte einen ein (unter Linux: GNOME Keyring oder KWallet), oder setze den Schlüssel in der Umgebung.',
      plain_text:
        'Dieses System würde den Schlüssel hinter einem Passwort aufbewahren, das jeder kennt; darum bewahrt Skein keinen auf. Richte GNOME Keyring oder KWallet ein und starte Skein neu, oder setze den Schlüssel in der Umgebung.',
      not_written:
        'Der Schlüssel konnte nicht aufbewahrt werden: In den Datenordner lässt sich nicht schreiben. Sieh unter „Ist alles gut?“ nach und versuche es dann noch einmal.'
    }
  }
}
