import { isolated } from '../../../isolated.ts'
import { plural } from '../plural.ts'

export const find = {
  label: 'Find in session',
  placeholder: 'Find in session',
  next: 'Next hit',
  previous: 'Previous hit',
  close: 'Close find',
  searching: 'Searching…',
  none: 'No hits',
  /** `total` counts those beyond what can be walked through, too. */
  place: (index: number, total: number) => `${index} of ${total}`,
  count: (total: number) => plural(total, { one: '1 hit', other: `${total} hits` }),
  newestOnly: (count: number) => `Only the newest ${count} can be walked through.`,
  notDrawn: (line: string) => `Not shown in the transcript: “${isolated(line)}”`,
  failed: 'The search failed.',
  loading: 'Loading older messages to get there…',
  stop: 'Stop',
  absent: 'This message is not in the session any more.',
  notLoaded: 'Older messages could not be loaded. Try once more.'
}
