/**
 * When a usage limit begins anew, from the words Claude Code has for it: seconds since 1970 in older versions, a time
 * of day with its zone in newer ones. Pure; called by `apiFailure.ts`.
 */

/** ISO time; null when the text names none. `since`: when it was said (ISO), for times without a date. */
export function resetTimeIn(text: string, since: string | null): string | null {
  const seconds = /\|(\d{10})\b/u.exec(text)?.[1]
  if (seconds !== undefined) return new Date(Number(seconds) * 1000).toISOString()
  const [, date0, time0] = utcPattern.exec(text) ?? []
  if (date0 !== undefined) return isoOf(`${date0}T${time0 ?? '00:00'}:00.000Z`)
  const said = since === null ? Number.NaN : Date.parse(since)
  const found = saidPattern.exec(text)?.groups
  if (found === undefined || Number.isNaN(said)) return null
  const { hour = '', minute = '0', half, month, day, weekday, zone } = found
  const time = { hour: hourOf(Number(hour), half), minute: Number(minute) }
  if (time.hour > 23 || time.minute > 59) return null
  try {
    const date =
      month === undefined
        ? null
        : { month: months.indexOf(month.slice(0, 3).toLowerCase()), day: Number(day) }
    const on = weekday === undefined ? null : weekdays.indexOf(weekday.toLowerCase())
    const at = nextTime(said, time, date ?? on, zone ?? null)
    return new Date(at).toISOString()
  } catch (error) {
    if (error instanceof RangeError) return null // A zone or a date that is none.
    throw error
  }
}

/** Of the API itself: a day, and a time in UTC. */
const utcPattern = /\bregain access on (\d{4}-\d\d-\d\d)(?: at (\d\d:\d\d) UTC)?/iu

function isoOf(text: string): string | null {
  const time = Date.parse(text)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat']
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const saidPattern =
  /\bresets?(?: at| on)? (?:(?<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\.? (?<day>\d{1,2}),?(?: at)? |(?<weekday>sun|mon|tue|wed|thu|fri|sat)[a-z]*,?(?: at)? )?(?<hour>\d{1,2})(?::(?<minute>\d\d))? ?(?<half>am|pm)?\b(?: \((?<zone>[\w+\-/]{1,40})\))?/iu

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
}

const DAY = 24 * 60 * 60_000

interface TimeOfDay {
  readonly hour: number
  readonly minute: number
}

/** The next such time after `said`, where the zone is; null: where this machine is. `date`: a day, or one of the week. */
function nextTime(
  said: number,
  time: TimeOfDay,
  date: { readonly month: number; readonly day: number } | number | null,
  zone: string | null
): number {
  const today = new Date(said + offsetAt(said, zone))
  const year = today.getUTCFullYear()
  const on = (atYear: number, month: number, day: number): number =>
    instantOf(Date.UTC(atYear, month, day, time.hour, time.minute), zone)
  if (typeof date === 'number') {
    const ahead = (date - today.getUTCDay() + 7) % 7
    const next = on(year, today.getUTCMonth(), today.getUTCDate() + ahead)
    return next > said ? next : on(year, today.getUTCMonth(), today.getUTCDate() + ahead + 7)
  }
  if (date !== null) {
    const thisYear = on(year, date.month, date.day)
    return thisYear < said - DAY ? on(year + 1, date.month, date.day) : thisYear
  }
  const first = on(year, today.getUTCMonth(), today.getUTCDate())
  return first > said ? first : on(year, today.getUTCMonth(), today.getUTCDate() + 1)
}

/** The moment at which clocks of the zone show what `shown` is in UTC. */
function instantOf(shown: number, zone: string | null): number {
  const guess = shown - offsetAt(shown, zone)
  return shown - offsetAt(guess, zone)
}

/** Milliseconds by which the clocks of the zone are ahead of UTC then. */
function offsetAt(moment: number, zone: string | null): number {
  if (zone === null) return -new Date(moment).getTimezoneOffset() * 60_000
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric'
  }).formatToParts(moment)
  const part = (type: string): number => Number(parts.find((found) => found.type === type)?.value)
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second')
  )
  return shown - Math.floor(moment / 1000) * 1000
}
