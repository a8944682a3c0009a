import type { PageWords } from '../../en/page/index.ts'

export const meters: PageWords['meters'] = {
  open: 'Token und Kosten',
  context: 'Kontext',
  contextUsed: (used, window, percent) => `${used} von ${window} (${percent} %)`,
  contextShort: (percent) => `${percent} % des Kontexts belegt`,
  contextUnknown: 'Nach der ersten Antwort bekannt.',
  compactsAt: (tokens) => `Der Agent fasst bei etwa ${tokens} zusammen.`,
  compactions: 'Zusammengefasst',
  compaction: (before, after) => `von ${before} auf ${after}`,
  compactionOpen: (before) => `bei ${before}`,
  tokens: 'Token',
  cost: 'Kosten',
  costUnknown: 'unbekannt',
  costPartial: (cost) => `mindestens ${cost}`,
  costHint: 'Was die API berechnen würde. Mit einem Abonnement wird nicht je Token berechnet.',
  model: 'Modell',
  input: 'Eingabe',
  output: 'Ausgabe',
  cacheRead: 'Cache gelesen',
  cacheWrite: 'Cache geschrieben',
  total: 'Gesamt',
  subagents: (tokens) => `davon Unteragenten ${tokens}`,
  none: 'Dieser Agent nutzt kein Modell und kostet nichts.',
  loading: 'Zählt …'
}
