import type { PageWords } from '../../en/page/index.ts'

export const app: PageWords['app'] = {
  name: 'Skein',
  tagline: 'Ein Zuhause auf dem eigenen Rechner für die Sitzungen mit Programmier-Agenten.',
  loading: 'Lädt',
  version: (version) => `Skein ${version}`,
  noEndpoint: 'Diese Seite kennt ihren Server nicht',
  noEndpointHint:
    'Skein gibt beim Start einen Link aus. Öffne diesen Link in diesem Browser: Er enthält den Schlüssel, den die Seite braucht.',
  crashed: 'In diesem Fenster ist etwas kaputtgegangen',
  crashedHint:
    'Deine Sitzungen sind sicher: Der Server bewahrt sie auf, nicht diese Seite. Lade neu, um fortzufahren.',
  reload: 'Neu laden',
  notFound: 'Unter dieser Adresse gibt es nichts',
  goHome: 'Zu deinen Projekten',
  retry: 'Noch einmal versuchen',
  cancel: 'Abbrechen',
  save: 'Speichern',
  copy: 'Kopieren',
  copied: 'Kopiert',
  messages: 'Meldungen',
  dismiss: 'Schließen'
}
