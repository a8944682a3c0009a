/** Von Sitzungen, die ein anderer Prozess hat. */
import type { HeldBy } from '../../../session.ts'
import type { PageWords } from '../../en/page/index.ts'

const places: Readonly<Record<HeldBy['kind'], string>> = {
  terminal: 'in einem Terminal',
  background: 'im Hintergrund',
  other: 'in einem anderen Programm'
}

const doing = ({ kind, status, waitingFor }: HeldBy): string => {
  const place = places[kind]
  switch (status) {
    case 'idle':
      return `Diese Sitzung ist ${place} offen`
    case 'busy':
      return `Diese Sitzung arbeitet ${place}`
    case 'waiting':
      return waitingFor === null
        ? `Diese Sitzung wartet ${place} auf eine Antwort`
        : `Diese Sitzung wartet ${place} auf eine Antwort (${waitingFor})`
  }
}

export const held: PageWords['held'] = {
  watched: (by) => `${doing(by)}. Hier siehst du nur zu.`,
  fork: 'In einer Kopie weitermachen',
  end: 'Hierher holen…',
  endTitle: 'Das andere Programm beenden?',
  endBody: (by) =>
    `Das Programm, das ${places[by.kind]} läuft (Prozess ${by.pid}), wird gebeten, sich zu beenden. Was es gerade tut, hört auf; alles bisher Gesagte bleibt in dieser Sitzung.`,
  endConfirm: 'Dort beenden',
  forked: 'Das ist eine Kopie von allem bisher. Die andere Sitzung läuft weiter, wo sie ist.',
  freed: 'Die Sitzung gehört wieder dir.',
  blocked: 'Die Sitzung ist in einem anderen Programm offen. Hole sie zuerst hierher.',
  sign: (by) => doing(by)
}
