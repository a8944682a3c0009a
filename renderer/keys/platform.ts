/** Whether shortcuts are a Mac's. */
import { readBridge } from '../connection/skeinBridge.ts'

export function isMac(): boolean {
  return (
    (readBridge()?.platform ?? navigator.platform).toLowerCase().startsWith('mac') ||
    readBridge()?.platform === 'darwin'
  )
}
