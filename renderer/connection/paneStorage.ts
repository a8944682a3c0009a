/**
 * Where a window remembers its panes: in the desktop app with the window's place, so that they come back with it; in
 * a browser in `sessionStorage`, so that two tabs differ and a reload changes nothing.
 */
import { readKeptPanes } from '../../shared/panes.ts'
import type { KeptPanes } from '../../shared/panes.ts'
import { parseJson } from '../../shared/parseJson.ts'
import { readBridge } from './skeinBridge.ts'

const KEY = 'skein.panes'

/** Never rejects: a window that remembers nothing begins as a new one. */
export async function loadPanes(): Promise<KeptPanes> {
  const bridge = readBridge()
  try {
    if (bridge !== null) return readKeptPanes(await bridge.panes())
    return readKeptPanes(parseJson(window.sessionStorage.getItem(KEY)))
  } catch {
    // Storage is off.
    return {}
  }
}

export function savePanes(panes: KeptPanes): void {
  const bridge = readBridge()
  if (bridge !== null) {
    // The window is closing, or the app: the sizes are those of before then.
    void bridge.keepPanes(panes).catch(() => undefined)
    return
  }
  try {
    window.sessionStorage.setItem(KEY, JSON.stringify(panes))
  } catch {
    // Storage is off or full: the store still holds it, only a reload would lose it.
  }
}
