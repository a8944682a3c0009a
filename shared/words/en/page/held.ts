/** About sessions that another process has. */
import type { HeldBy } from '../../../session.ts'

const places: Readonly<Record<HeldBy['kind'], string>> = {
  terminal: 'in a terminal',
  background: 'in the background',
  other: 'in another program'
}

const doing = ({ kind, status, waitingFor }: HeldBy): string => {
  const place = places[kind]
  switch (status) {
    case 'idle':
      return `This session is open ${place}`
    case 'busy':
      return `This session is at work ${place}`
    case 'waiting':
      return waitingFor === null
        ? `This session waits ${place} for an answer`
        : `This session waits ${place} for an answer (${waitingFor})`
  }
}

export const held = {
  watched: (by: HeldBy) => `${doing(by)}. Here you only watch it.`,
  fork: 'Continue in a copy',
  end: 'Bring it here…',
  endTitle: 'End the other program?',
  endBody: (by: HeldBy) =>
    `The program that runs ${places[by.kind]} (process ${by.pid}) is asked to end. What it does just now stops; everything that was said so far stays in this session.`,
  endConfirm: 'End it there',
  forked: 'This is a copy of everything so far. The other session goes on where it runs.',
  freed: 'The session is yours again.',
  blocked: 'The session is open in another program. Continue it here first.',
  sign: (by: HeldBy) => doing(by)
}
