/** The chord that is about to answer unless another key follows: its button shows it. Given by `CardFrame`. */
import { createContext } from 'react'

export const PendingChord = createContext<string | null>(null)
