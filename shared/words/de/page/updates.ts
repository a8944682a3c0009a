import type { PageWords } from '../../en/page/index.ts'

export const updates: PageWords['updates'] = {
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
  unsupported: {
    from_sources: 'Das ist ein Build aus den Quellen: Er ist so neu wie sie.',
    archive: 'Diese Kopie kam als Archiv. Hole die nächste dort, woher du sie hast.',
    no_place: 'Diese Kopie weiß nicht, woher neue Versionen kommen.'
  },
  failed: {
    unsigned: 'Die Aktualisierung ist nicht von den Machern von Skein signiert und wurde deshalb verworfen.',
    damaged:
      'Die Aktualisierung kam beschädigt an und wurde deshalb verworfen. Skein versucht es später noch einmal.',
    disk_full:
      'Die Platte ist voll, deshalb konnte die Aktualisierung nicht abgelegt werden. Schaffe Platz und versuche es noch einmal.',
    unreachable:
      'Der Server der Aktualisierungen ist nicht erreichbar. Skein versucht es später noch einmal.',
    nothing_there: 'Auf dem Server der Aktualisierungen gibt es für dieses System noch nichts.',
    read_only: 'Skein läuft aus einem Disk-Image. Verschiebe es in den Ordner „Programme“ und öffne es dort.',
    other: 'Die Aktualisierung konnte nicht geladen werden. Skein versucht es später noch einmal.'
  },
  newsTitle: (version) => `Skein ist jetzt ${version}`,
  close: 'Weiter'
}
