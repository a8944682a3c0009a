/** Whether links say where they lead, beside what they are called: where somebody decides by what they read. */
import { createContext } from 'react'

export const ShowTargets = createContext(false)
