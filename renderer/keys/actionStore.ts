/**
 * The actions that can be carried out now. The part of the page that can do something registers it while
 * it is on screen (`useAction`); keys, palette and menus ask here and need not know who does it.
 */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { ActionId } from '../../shared/keymap.ts'

export type Act = () => void

interface ActionStore {
  readonly actions: ReadonlyMap<ActionId, Act>
  /** Returns the way out; a newer registration of the same action stays. */
  register(id: ActionId, act: Act): () => void
}

export const useActionStore = create<ActionStore>()((set, get) => ({
  actions: new Map(),
  register: (id, act) => {
    set({ actions: new Map(get().actions).set(id, act) })
    return () => {
      if (get().actions.get(id) !== act) return
      const actions = new Map(get().actions)
      actions.delete(id)
      set({ actions })
    }
  }
}))

/** Offers an action while the component is mounted; `null` offers nothing. Give an `act` that keeps its identity. */
export function useAction(id: ActionId, act: Act | null): void {
  const register = useActionStore((state) => state.register)
  useEffect(() => (act === null ? undefined : register(id, act)), [id, act, register])
}
