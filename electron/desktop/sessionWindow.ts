/**
 * One window on the app's page: sandboxed, without Node, locked to our origin, shown when its first
 * frame is painted. Made by main.ts.
 */
import { BrowserWindow, dialog, shell } from 'electron'
import { messageOf } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { limitCrashes } from './crashLimit.ts'
import { lockNavigation } from './navigationLock.ts'

export interface SessionWindowOptions {
  /** Address of our page. */
  readonly url: string
  /** Path of the built preload. */
  readonly preload: string
  /** What is seen before the page has painted: the page's own surface. */
  readonly background: string
  readonly log: Log
  readonly clock: Clock
}

export function openSessionWindow({
  url,
  preload,
  background,
  log,
  clock
}: SessionWindowOptions): BrowserWindow {
  const window = new BrowserWindow({
    width: 1200,
    height: 800,
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: 'Skein',
    backgroundColor: background,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      // A hidden window still applies events, and shows the present when it comes back.
      backgroundThrottling: false
    }
  })
  const { webContents } = window
  window.once('ready-to-show', () => window.show())
  lockNavigation(webContents, {
    own: new URL(url).origin,
    openExternal: (link) => shell.openExternal(link),
    log
  })
  reloadAfterCrash(window, { url, log, clock })
  load(window, url, log)
  return window
}

function reloadAfterCrash(
  window: BrowserWindow,
  { url, log, clock }: Pick<SessionWindowOptions, 'url' | 'log' | 'clock'>
): void {
  const afterCrash = limitCrashes()
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error({ reason, exitCode }, 'the page crashed')
    switch (afterCrash(clock.now().getTime())) {
      case 'reload':
        window.webContents.reload()
        break
      case 'give_up':
        void askAfterCrashes(window).then(
          (again) => (again ? load(window, url, log) : window.close()),
          (error: unknown) => log.error({ error: messageOf(error) }, 'nobody could be asked after a crash')
        )
        break
    }
  })
}

async function askAfterCrashes(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window keeps crashing.',
    detail:
      'Your sessions are safe, and agents go on working. Try once more, or close the window and open it again.',
    buttons: ['Try again', 'Close window'],
    defaultId: 0,
    cancelId: 1
  })
  return response === 0
}

function load(window: BrowserWindow, url: string, log: Log): void {
  void window.loadURL(url).catch((error: unknown) => {
    // Closing a window in the middle of a load ends here too.
    if (!window.isDestroyed()) log.error({ error: messageOf(error) }, 'the page could not be loaded')
  })
}
