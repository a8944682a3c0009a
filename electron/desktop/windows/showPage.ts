/** Brings a person to a page of the app, wherever it is open. Called by startDesktop.ts for whoever asks. */
import { messageOf } from '../../../shared/errors.ts'
import { ipcChannel } from '../../../shared/preloadApi.ts'
import type { Log } from '../../log.ts'
import { bringToFront } from './windows.ts'
import type { Windows } from './windows.ts'

interface ShowPlace {
  readonly windows: Windows
  /** Address of our page's server. */
  readonly url: string
  readonly openWindow: (path: string) => void
  readonly log: Log
}

/** The window that shows the page, else the one in front goes there, else a new one opens on it. */
export function showPage(path: string, { windows, url, openWindow, log }: ShowPlace): void {
  const shown = windows.showing(path)
  const window = shown ?? windows.front
  if (window === null) return openWindow(path)
  // A page that shows it already is sent there, too: the path may name a message.
  if (window.webContents.isLoadingMainFrame()) {
    void window.loadURL(new URL(path, url).href).catch((error: unknown) => {
      log.warn({ error: messageOf(error) }, 'a window was sent on before it had loaded, and could not be')
    })
  } else if (shown === null || path.includes('#')) {
    window.webContents.send(ipcChannel.go, path)
  }
  bringToFront(window)
}

/** Skein was started a second time: the person looks for it. */
export function comeToFront(windows: Windows, open: () => void): void {
  const { front } = windows
  if (front === null) open()
  else bringToFront(front)
}
