/** What the preload gives the page in the desktop app; in a browser there is none. */
import type { PreloadApi } from '../../shared/preloadApi.ts'

declare global {
  interface Window {
    readonly skein?: PreloadApi
  }
}

export function readBridge(): PreloadApi | null {
  return window.skein ?? null
}
