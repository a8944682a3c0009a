import type { Strings } from '../strings.ts'

export const updates: Strings['updates'] = {
  title: 'Aktualisierung',
  channel: 'Versionen',
  channelHint: 'Beta-Versionen kommen früher und sind von weniger Menschen erprobt.',
  channels: { stable: 'Stabil', beta: 'Beta' },
  version: (version) => `Skein ${version}`,
  check: 'Nach Aktualisierungen suchen',
  install: 'Neu starten und aktualisieren',
  neverChecked: 'Skein sucht von selbst nach Aktualisierungen.',
  current: (time) => `Das ist die neueste Version. Gesucht um ${time}.`,
  checking: 'Suche nach Aktualisierungen …',
  downloading: (version, percent) => `${version} wird geladen, ${percent} %`,
  ready: (version) => `${version} ist bereit. Sie wird eingerichtet, wenn du Skein beendest, oder jetzt.`,
  readyShort: (version) => `Skein ${version} ist bereit`,
  restart: 'Neu starten',
  newsTitle: (version) => `Skein ist jetzt ${version}`,
  close: 'Weiter'
}
