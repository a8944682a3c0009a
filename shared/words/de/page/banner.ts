import type { PageWords } from '../../en/page/index.ts'

export const banner: PageWords['banner'] = {
  creating: 'Sitzung wird angelegt …',
  disconnected: 'Verbindung unterbrochen. Du kannst weiterschreiben; was du schreibst, bleibt hier.',
  reconnecting: (attempt, limit) => `Verbindung unterbrochen. Neuer Versuch, ${attempt} von ${limit} …`,
  gaveUp: 'Skein erreicht seinen Server nicht. Deine Sitzungen liegen sicher auf der Platte.',
  unproven:
    'Was unter dieser Adresse antwortet, konnte nicht zeigen, dass es Skein ist, und erfährt nichts. Starte Skein neu; läuft es schon, öffne den Link, den es ausgegeben hat.',
  reconnect: 'Neu verbinden'
}
