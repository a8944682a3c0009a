/** Carries out the actions of the keymap. Mounted once, by the root of the page; draws nothing. */
import { useEffect } from 'react'
import { routes } from '../../shared/address.ts'
import { useActionStore } from './actionStore.ts'
import { matchesChord } from './chord.ts'
import { actionChords, actionIds, isTyped, menuChords } from '../../shared/keymap.ts'
import type { ActionId } from '../../shared/keymap.ts'
import { readBridge } from '../connection/skeinBridge.ts'
import { isMac } from './platform.ts'

export function KeyListener() {
  useEffect(() => {
    const mac = isMac()
    const bridge = readBridge()
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || isLetterOfText(event)) return
      const { actions } = useActionStore.getState()
      if (bridge !== null && matchesChord(event, menuChords['new-window'], mac)) {
        event.preventDefault()
        // A window that is closing cannot open another; there is nothing a person could do about it.
        bridge.openWindow(routes.home).catch(() => undefined)
        return
      }
      for (const id of actionIds) {
        const chord = chordsOf(id, bridge !== null).find((one) => matchesChord(event, one, mac))
        if (chord === undefined) continue
        const act = actions.get(id)
        if (!act || (isTyped(chord) && isEditable(event.target))) return
        event.preventDefault()
        act()
        return
      }
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
  return null
}

/** Most keys are this: told first, so that no letter waits for a look at all chords. */
function isLetterOfText({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent): boolean {
  return !ctrlKey && !metaKey && !altKey && key.length === 1 && isEditable(target)
}

/** In the desktop app those that a browser keeps to itself, too. */
function chordsOf(id: ActionId, isDesktop: boolean): readonly string[] {
  const own = isDesktop ? Object.entries(menuChords).find(([name]) => name === id)?.[1] : undefined
  return [own, actionChords[id]].filter((chord) => chord !== undefined)
}

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
  )
}
