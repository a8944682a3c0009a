/**
 * The module `electron` as the main process imports it: boot.ts leads every import of that name
 * here. Only what this app uses; an import of anything else fails when the app is loaded.
 */
import { EventEmitter } from 'node:events'
import { z } from 'zod'
import { PreventableEvent } from './preventable.ts'
import { StandInApp } from './app.ts'
import { StandInWindow, type WindowOptions, type WindowSurroundings } from './browserWindow.ts'
import type { CdpPipe } from './cdpPipe.ts'
import { startChromium } from './chromium.ts'
import { StandInPowerSaveBlocker } from './powerSaveBlocker.ts'
import { StandInCrashReporter } from './crashReporter.ts'
import { IpcMain } from './ipcMain.ts'
import { launchedApp } from './launchedApp.ts'
import { StandInSession } from './session.ts'
import { createSystemParts, type Recorded } from './systemParts.ts'
import type { WebContents } from './webContents.ts'

export { StandInNotification as Notification } from './notification.ts'
export { safeStorage } from './safeStorage.ts'
export { Menu, MenuItem } from './systemParts.ts'

let tellStarted: (cdp: CdpPipe) => void = () => undefined
const cdp = new Promise<CdpPipe>((resolve) => (tellStarted = resolve))
const windows = new Set<StandInWindow>()

export const ipcMain = new IpcMain()
const defaultSession = new StandInSession()
/** Partitions share what the default has decided; nothing here keeps cookies. */
export const session = { defaultSession, fromPartition: () => defaultSession }
/** Electron's own updater, of which only the events are used. */
export const autoUpdater = new EventEmitter()
export { net } from './net.ts'
export { StandInTray as Tray } from './tray.ts'
/** What the app did to the desktop, in order; read by specs. */
export const log: Recorded[] = []
export const { clipboard, dialog, shell, nativeImage, nativeTheme, powerMonitor, screen } =
  createSystemParts(log)

export const app = new StandInApp({
  ...launchedApp(process.argv.slice(1)),
  windows,
  startChromium: (place) => {
    const chromium = startChromium(place)
    tellStarted(chromium.cdp)
    chromium.cdp.on('Target.targetDestroyed', (params) => {
      const { targetId } = z.object({ targetId: z.string() }).parse(params)
      ofTarget(targetId)?.destroy()
    })
    // Without this a tab that is closed from outside would leave its window open here.
    void chromium.cdp.send('Target.setDiscoverTargets', { discover: true }).catch(() => undefined)
    return chromium
  }
})

export const powerSaveBlocker = new StandInPowerSaveBlocker()
export const crashReporter = new StandInCrashReporter({
  folder: () => app.getPath('crashDumps'),
  isReady: () => app.isReady()
})

const around: WindowSurroundings = {
  cdp,
  ipcMain,
  session: session.defaultSession,
  windows,
  isReady: () => app.isReady(),
  focused: (window) => app.emit('browser-window-focus', new PreventableEvent(), window),
  allClosed: () => setImmediate(() => app.windowsClosed())
}

export class BrowserWindow extends StandInWindow {
  static #lastId = 0

  constructor(options: WindowOptions = {}) {
    super(++BrowserWindow.#lastId, options, around)
  }

  static getAllWindows(): StandInWindow[] {
    return [...windows]
  }

  static fromWebContents(contents: WebContents): StandInWindow | null {
    return [...windows].find((window) => window.webContents === contents) ?? null
  }

  static getFocusedWindow(): StandInWindow | null {
    return [...windows].find((window) => window.isFocused()) ?? null
  }
}

/** Playwright finds the window of a page by this. */
export const webContents = {
  getAllWebContents: () => [...windows].map((window) => window.webContents),
  fromDevToolsTargetId: (targetId: string) => ofTarget(targetId)?.webContents
}

function ofTarget(targetId: string): StandInWindow | undefined {
  return [...windows].find((window) => window.webContents.targetId === targetId)
}
