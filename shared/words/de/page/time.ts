import type { PageWords } from '../../en/page/index.ts'

export const time: PageWords['time'] = {
  now: 'gerade eben',
  minutes: (count) => `vor ${count} Min.`,
  hours: (count) => `vor ${count} Std.`,
  yesterday: 'gestern',
  short: { now: 'jetzt', minutes: (count) => `${count} m`, hours: (count) => `${count} h` },
  dates: 'de-DE'
}
