/** The time a person looks at, as days where the page runs. Pure. */

export type RangeId = 'week' | 'month' | 'quarter' | 'all' | 'own'
export const rangeIds: readonly RangeId[] = ['week', 'month', 'quarter', 'all', 'own']

/** Days like `2026-12-31`, both included; empty: no bound. */
export interface Days {
  readonly from: string
  readonly to: string
}

const lengths: Readonly<Record<'week' | 'month' | 'quarter', number>> = { week: 7, month: 30, quarter: 90 }

/** @param own what a person chose, the other way round where that was meant */
export function daysOf(range: RangeId, own: Days, now: Date): Days {
  if (range === 'all') return { from: '', to: '' }
  if (range === 'own') {
    const isTurned = own.from !== '' && own.to !== '' && own.from > own.to
    return isTurned ? { from: own.to, to: own.from } : own
  }
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - lengths[range] + 1)
  return { from: dayOf(first), to: '' }
}

/** Every day from the first to the last of these, so that days without use are seen. At most `most`, the newest. */
export function allDays(days: readonly string[], most: number): string[] {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const all: string[] = []
  const [year = 0, month = 1, day = 1] = last.split('-').map(Number)
  for (let back = 0; back < most; back += 1) {
    const one = dayOf(new Date(year, month - 1, day - back))
    if (one < first) break
    all.unshift(one)
  }
  return all
}

export function dayOf(date: Date): string {
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
