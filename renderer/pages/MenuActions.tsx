/**
 * The page's side of the desktop app's menu bar: says what can be done here now, and does what is chosen there.
 * Draws nothing, and does nothing in a browser.
 */
import { useEffect } from 'react'
import { readBridge } from '../connection/skeinBridge.ts'
import { useActionStore } from '../keys/actionStore.ts'

export function MenuActions() {
  useEffect(() => {
    const bridge = readBridge()
    if (bridge === null) return undefined
    const tell = (): void => {
      // A window that is closing has nobody to tell; there is nothing a person could do about it.
      bridge.tellActions([...useActionStore.getState().actions.keys()]).catch(() => undefined)
    }
    tell()
    const stopTelling = useActionStore.subscribe(tell)
    const stopHearing = bridge.onMenu((action) => useActionStore.getState().actions.get(action)?.())
    return () => {
      stopTelling()
      stopHearing()
    }
  }, [])
  return null
}
