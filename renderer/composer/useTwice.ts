/** Something that takes two presses of a key within a moment: the first one only says so. */
import { useCallback, useEffect, useState } from 'react'

interface Twice {
  /** The first press has just been. */
  readonly pressed: boolean
  /** True: the press counted. */
  readonly press: () => boolean
  readonly forget: () => void
}

/** Milliseconds for the second press. */
const MOMENT_MS = 2_500

/** @param act null: there is nothing to do, and no press counts */
export function useTwice(act: (() => void) | null): Twice {
  const [pressed, setPressed] = useState(false)

  useEffect(() => {
    if (!pressed) return undefined
    const timer = setTimeout(() => setPressed(false), MOMENT_MS)
    return () => clearTimeout(timer)
  }, [pressed])

  const press = useCallback(() => {
    if (act === null) return false
    setPressed(!pressed)
    if (pressed) act()
    return true
  }, [act, pressed])
  const forget = useCallback(() => setPressed(false), [])
  return { pressed: pressed && act !== null, press, forget }
}
