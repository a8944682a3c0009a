/** Keeps the one frame that draws diagrams for everything below it. Mounted once, by `App.tsx`. */
import { createContext, useContext, useEffect, useState } from 'react'
import type { ReactNode } from 'react'
import { readConnection } from '../../../stores/connectionStore.ts'
import { DiagramFrame } from './DiagramFrame.ts'

const DiagramContext = createContext<DiagramFrame | null>(null)

export function DiagramProvider({ children }: { readonly children: ReactNode }) {
  const [frame] = useState(() => new DiagramFrame(() => readConnection().sockets.server?.proven() ?? null))
  useEffect(() => () => frame.close(), [frame])
  return <DiagramContext value={frame}>{children}</DiagramContext>
}

/** Null where no provider is: diagrams are then shown as their source. */
export function useDiagramFrame(): DiagramFrame | null {
  return useContext(DiagramContext)
}
