/** Another day begins in the transcript. */
import { strings } from '../strings/strings.ts'
import { daysBetween } from '../ui/formatTime.ts'
import { useNow } from '../ui/useNow.ts'

/** Today becomes yesterday while a window stands open. */
const MINUTE = 60_000

export function DayRow({ at }: { readonly at: string }) {
  const now = useNow(MINUTE)
  return (
    <div className="flex items-center gap-3 py-3 text-meta text-ink-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      <time dateTime={at}>{dayName(at, now)}</time>
    </div>
  )
}

/** "Today", "Yesterday", "Tuesday, 4 March", with the year when it is another one. */
export function dayName(at: string, now: number): string {
  const days = daysBetween(Date.parse(at), now)
  if (days === 0) return strings.shell.today
  if (days === 1) return strings.shell.yesterday
  const date = new Date(at)
  return date.toLocaleDateString(strings.time.dates, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(date.getFullYear() === new Date(now).getFullYear() ? null : { year: 'numeric' })
  })
}
