import type { DesktopWords } from '../../en/desktop/index.ts'

export const telling: DesktopWords['telling'] = {
  told: {
    waiting: 'Eine Sitzung wartet auf deine Antwort',
    finished: 'Eine Sitzung ist fertig',
    failed: 'Eine Sitzung ist gescheitert'
  },
  waitsElsewhere: 'Eine Sitzung wartet in einem anderen Programm auf deine Antwort',
  untitled: 'Neue Sitzung',
  answers: { allow: 'Einmal erlauben', deny: 'Ablehnen' }
}
