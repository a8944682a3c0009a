/** Times as people say them. Pure: who calls gives the present moment. */
import { strings } from '../strings/strings.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** "just now", "12 min ago", "3 h ago", "yesterday", then the date. `iso` is an ISO time, `now` milliseconds. */
export function formatRelative(iso: string, now: number): string {
  const then = Date.parse(iso)
  const age = now - then
  if (age < MINUTE) return strings.time.now
  if (age < HOUR) return strings.time.minutes(Math.floor(age / MINUTE))
  if (daysBetween(then, now) === 0) return strings.time.hours(Math.floor(age / HOUR))
  if (daysBetween(then, now) === 1) return strings.time.yesterday
  return formatDate(iso, now)
}

/** As short as a narrow column needs: "now", "12m", "3h", "Tue", "4 Mar". */
export function formatShort(iso: string, now: number): string {
  const then = Date.parse(iso)
  const age = now - then
  if (age < MINUTE) return strings.time.short.now
  if (age < HOUR) return strings.time.short.minutes(Math.floor(age / MINUTE))
  const days = daysBetween(then, now)
  if (days === 0) return strings.time.short.hours(Math.floor(age / HOUR))
  if (days < 7) return new Date(then).toLocaleDateString(strings.time.dates, { weekday: 'short' })
  return formatDate(iso, now)
}

/** "4 Mar", with the year when it is another one. */
function formatDate(iso: string, now: number): string {
  const date = new Date(iso)
  const sameYear = date.getFullYear() === new Date(now).getFullYear()
  return date.toLocaleDateString(strings.time.dates, {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' })
  })
}

/** Calendar days from `then` to `now` where the reader is. */
export function daysBetween(then: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(then)) / (24 * HOUR))
}

function startOfDay(time: number): number {
  const date = new Date(time)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
