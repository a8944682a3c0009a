/** Carries out the actions of the keymap. Mounted once, by the root of the page; draws nothing. */
import { useEffect } from 'react'
import { useActionStore } from './actionStore.ts'
import { matchesChord } from './chord.ts'
import { actionChords, actionIds, isTyped } from '../../shared/keymap.ts'
import { isMac } from './platform.ts'

export function KeyListener() {
  useEffect(() => {
    const mac = isMac()
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return
      const { actions } = useActionStore.getState()
      for (const id of actionIds) {
        const chord = actionChords[id]
        if (chord === undefined || !matchesChord(event, chord, mac)) continue
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

function isEditable(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role="combobox"]'))
  )
}
