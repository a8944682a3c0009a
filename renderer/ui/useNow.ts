/** The time as state, for relative times ("3 min ago") and countdowns. */
import { useEffect, useState } from 'react'

/** Milliseconds since 1970, renewed every `everyMs`; stands still when `everyMs` is null. */
export function useNow(everyMs: number | null): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (everyMs === null) return undefined
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now
}
