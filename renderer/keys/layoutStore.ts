/**
 * The layout of the keyboard, where the browser tells it (Chromium does, on secure pages and on loopback). Asked for by
 * whoever draws keys, and anew when the window comes to the front: a layout is changed outside of it.
 */
import { useEffect } from 'react'
import { create } from 'zustand'
import type { KeyboardLayout } from './keyboardLayout.ts'

declare global {
  interface Navigator {
    readonly keyboard?: { getLayoutMap?(): Promise<Iterable<readonly [string, string]>> }
  }
}

interface LayoutStore {
  /** Null while it is not known. */
  readonly layout: KeyboardLayout | null
  /** Never rejects: who is not told draws the keys of a US layout. */
  ask(): Promise<void>
}

export const useLayoutStore = create<LayoutStore>()((set, get) => ({
  layout: null,
  ask: async () => {
    const layout = await readLayout()
    if (layout !== null && !isSame(layout, get().layout)) set({ layout })
  }
}))

/** The layout, asked for as long as the component is on screen. */
export function useKeyboardLayout(): KeyboardLayout | null {
  useEffect(() => {
    const ask = (): void => void useLayoutStore.getState().ask() // never rejects
    ask()
    window.addEventListener('focus', ask)
    return () => window.removeEventListener('focus', ask)
  }, [])
  return useLayoutStore(({ layout }) => layout)
}

async function readLayout(): Promise<KeyboardLayout | null> {
  try {
    const told = await navigator.keyboard?.getLayoutMap?.()
    return told === undefined ? null : new Map(told)
  } catch {
    return null // a page within another may not ask: the keys are drawn as on a US layout
  }
}

function isSame(one: KeyboardLayout, other: KeyboardLayout | null): boolean {
  return other?.size === one.size && [...one].every(([place, written]) => other.get(place) === written)
}
