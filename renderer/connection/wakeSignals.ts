/** The moments at which a lost connection is worth another try at once. */
import { readBridge } from './skeinBridge.ts'

/**
 * Calls `wake` when the network is back, the window is looked at again, or the machine woke up.
 * @returns removes every listener
 */
export function onWake(wake: () => void): () => void {
  const whenVisible = (): void => {
    if (document.visibilityState === 'visible') wake()
  }
  window.addEventListener('online', wake)
  window.addEventListener('focus', wake)
  document.addEventListener('visibilitychange', whenVisible)
  const stopResume = readBridge()?.onWake(wake)
  return () => {
    window.removeEventListener('online', wake)
    window.removeEventListener('focus', wake)
    document.removeEventListener('visibilitychange', whenVisible)
    stopResume?.()
  }
}
