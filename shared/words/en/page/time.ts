export const time = {
  now: 'just now',
  minutes: (count: number) => `${count} min ago`,
  hours: (count: number) => `${count} h ago`,
  yesterday: 'yesterday',
  /** As short as a narrow column needs. */
  short: {
    now: 'now',
    minutes: (count: number) => `${count}m`,
    hours: (count: number) => `${count}h`
  },
  /** BCP 47: how dates are written in this language. */
  dates: 'en-GB'
}
