import type { PageWords } from '../../en/page/index.ts'

export const usage: PageWords['usage'] = {
  title: 'Verbrauch',
  intro:
    'Tokens und Kosten aller Sitzungen, die auf diesem Rechner gefunden wurden. Jeder Aufruf eines Modells zählt einmal.',
  range: 'Zeitraum',
  ranges: { week: '7 Tage', month: '30 Tage', quarter: '90 Tage', all: 'Alles', own: 'Tage wählen' },
  from: 'Von',
  to: 'Bis',
  groupBy: 'Nach',
  groups: { day: 'Tag', project: 'Projekt', agent: 'Agent', model: 'Modell', session: 'Sitzung' },
  input: 'Eingabe',
  output: 'Ausgabe',
  cacheRead: 'Cache gelesen',
  cacheWrite: 'Cache geschrieben',
  tokens: 'Tokens',
  cost: 'Kosten',
  messages: 'Aufrufe',
  sessions: 'Sitzungen',
  total: 'Summe',
  noPrice: 'kein Preis bekannt',
  atLeast: (cost) => `mindestens ${cost}`,
  costHint:
    'US-Dollar nach den Listenpreisen, die Skein kennt. Was ein Abonnement kostet, steht auf einem anderen Blatt.',
  noPriceHint: 'Von manchen Modellen kennt Skein keinen Preis. Sie stecken nicht in den Kosten.',
  counting: (done, total) => `Es wird noch gezählt: ${done} von ${total} Verläufen.`,
  countingSoon: 'Es wird noch gezählt.',
  incomplete: 'Nicht alles ließ sich lesen. Die Summen können zu klein sein.',
  nothing: 'In dieser Zeit wurde nichts verbraucht.',
  loading: 'Wird gezählt',
  export: 'Als CSV exportieren',
  chart: (by) => `Tokens nach ${by}. Die Tabelle darunter hat dieselben Zahlen.`,
  leftOff: (count) => `${count} weitere Zeilen fehlen hier. In der Summe sind sie enthalten.`,
  settingsRow: 'Tokens und Kosten von allem',
  show: 'Verbrauch zeigen',
  untitled: 'Ohne Titel',
  unknownProject: 'In keinem Projekt'
}
