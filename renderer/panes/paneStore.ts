/**
 * The places beside a session, what stands in them, and how large this window's are. A part of the page that has
 * something for a place registers it while it is to be seen (`usePane`); the page frame draws it and need not know it.
 */
import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { create } from 'zustand'
import type { KeptPanes } from '../../shared/panes.ts'
import { savePanes } from '../connection/paneStorage.ts'

const panePlaces = ['right', 'bottom'] as const
export type PanePlace = (typeof panePlaces)[number]

export interface Pane {
  readonly place: PanePlace
  /** What it is called, for whoever does not see it. */
  readonly title: string
  readonly draw: () => ReactNode
  /** Called when a person puts it away; whoever registered it takes it out. */
  readonly onHide: () => void
}

interface PaneStore {
  /** In the order in which they came; the newest of a place is the one that is seen. */
  readonly panes: readonly Pane[]
  readonly kept: KeptPanes
  /** Returns the way out. */
  register(pane: Pane): () => void
  keep(changed: KeptPanes): void
}

export const usePaneStore = create<PaneStore>()((set, get) => ({
  panes: [],
  kept: {},
  register: (pane) => {
    set({ panes: [...get().panes, pane] })
    return () => set({ panes: get().panes.filter((other) => other !== pane) })
  },
  keep: (changed) => {
    const kept = { ...get().kept, ...changed }
    set({ kept })
    savePanes(kept)
  }
}))

/** What this window remembers of its panes; called once, before anything is drawn. */
export function configurePanes(kept: KeptPanes): void {
  usePaneStore.setState({ kept })
}

/** Shows a pane while the component is mounted; `null` shows none. Give a `pane` that keeps its identity. */
export function usePane(pane: Pane | null): void {
  const register = usePaneStore((state) => state.register)
  useEffect(() => (pane === null ? undefined : register(pane)), [pane, register])
}

/** The pane to be seen in a place; null while nothing is registered there. */
export function usePaneAt(place: PanePlace): Pane | null {
  return usePaneStore(({ panes }) => panes.findLast((pane) => pane.place === place) ?? null)
}
