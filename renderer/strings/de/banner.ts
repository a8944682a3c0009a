import type { Strings } from '../strings.ts'

export const banner: Strings['banner'] = {
  creating: 'Sitzung wird angelegt …',
  disconnected: 'Verbindung unterbrochen. Du kannst weiterschreiben; was du schreibst, bleibt hier.',
  reconnecting: (attempt, limit) => `Verbindung unterbrochen. Neuer Versuch, ${attempt} von ${limit} …`,
  gaveUp: 'Skein erreicht seinen Server nicht. Deine Sitzungen liegen sicher auf der Platte.',
  reconnect: 'Neu verbinden'
}
