/**
 * What readers have opened and closed, remembered while a session is on screen: a row that scrolls out of
 * the document and back comes back as they left it. And the way to open what hides a hit of a search.
 */
import { createContext, useContext, useState } from 'react'

/** Open or closed by place: `<message>:<block>`, and further in `/in` for each fold around it. */
export const FoldMemory = createContext<Map<string, boolean>>(new Map())

/** Where the folds below stand; empty outside of a transcript: nothing is remembered there. */
export const FoldPlace = createContext('')

/** Counts up each time that everything below is to be shown; 0: as the reader wants it. */
export const Reveal = createContext(0)

/**
 * For parts that hide something of their own ("Show all 40 lines"): `show` is called, while rendering, each
 * time that a search found something inside and it must be seen.
 */
export function useOnReveal(show: () => void): void {
  const reveal = useContext(Reveal)
  const [seen, setSeen] = useState(0)
  if (reveal === seen) return
  setSeen(reveal)
  if (reveal > 0) show()
}
