import type { Strings } from '../strings.ts'

export const time: Strings['time'] = {
  now: 'gerade eben',
  minutes: (count) => `vor ${count} Min.`,
  hours: (count) => `vor ${count} Std.`,
  yesterday: 'gestern',
  short: { now: 'jetzt', minutes: (count) => `${count} m`, hours: (count) => `${count} h` },
  dates: 'de-DE'
}
