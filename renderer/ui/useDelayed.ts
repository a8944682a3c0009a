/**
 * Turns a state into one that is only true after it has lasted: skeletons after 150 ms, the
 * disconnected banner after 600 ms, so that what passes quickly never flashes.
 */
import { useEffect, useState } from 'react'

/** True once `active` has been true for `delayMs` without a break; false at once when it ends. */
export function useDelayed(active: boolean, delayMs: number): boolean {
  const [lasted, setLasted] = useState(false)
  useEffect(() => {
    if (!active) return undefined
    const timer = setTimeout(() => setLasted(true), delayMs)
    return () => {
      clearTimeout(timer)
      setLasted(false)
    }
  }, [active, delayMs])
  return active && lasted
}
