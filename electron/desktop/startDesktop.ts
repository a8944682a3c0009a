/**
 * The desktop app once there is an Electron to show it: one session server, one window or more on its page. Everything
 * that matters lives in the server; this only joins the parts. Loaded by main.ts while Chromium starts.
 */
import { app, dialog, nativeTheme, powerMonitor, safeStorage, session } from 'electron'
import { ipcChannel } from '../../shared/preloadApi.ts'
import type { LanguageCode } from '../../shared/words/languages.ts'
import { createAgents } from '../agents.ts'
import { Activity } from './context/activity.ts'
import { askBeforeQuit } from './quitting/askBeforeQuit.ts'
import { keepAwake } from './telling/awake.ts'
import { showWaiting } from './telling/badge.ts'
import { offerContextMenu } from './menus/contextMenu.ts'
import { tellOfCrash } from './crashes/crashDumps.ts'
import type { Desktop } from './context/desktop.ts'
import { answerPages } from './ipc.ts'
import { startMenuBar } from './menus/menuBar.ts'
import { openFromSystem } from './opening/openFromSystem.ts'
import { linkProtocol } from './opening/openRequest.ts'
import { setPermissionHandlers } from './windows/permissions.ts'
import { PlaceKeeper } from './windows/placeKeeper.ts'
import { quitOnce } from './quitting/quitOnce.ts'
import { SafeKeys } from './keys/safeKeys.ts'
import { startJumpList } from './opening/recents.ts'
import { openSessionWindow } from './windows/sessionWindow.ts'
import { comeToFront, showPage } from './windows/showPage.ts'
import { chooseSpelling } from './windows/spelling.ts'
import { startTheme } from './windows/startTheme.ts'
import { hearSystemEnd } from './quitting/systemEnd.ts'
import { startTray } from './menus/tray.ts'
import { startUpdates } from './updates/startUpdates.ts'
import { besides, newPlace, readPlaces } from './windows/windowPlace.ts'
import type { WindowPlace } from './windows/windowPlace.ts'
import { Windows } from './windows/windows.ts'
import { startAttention } from './telling/startAttention.ts'
import { languageOf } from './context/languageOf.ts'
import { findInstallation } from '../launch/installation.ts'
import { launchWords } from '../launch/launchWords.ts'
import { folderHeldExitCode, openDataFolder } from '../launch/openDataFolder.ts'
import { portsToTry, rememberPort } from '../launch/rememberedPort.ts'
import { logFolder } from '../logFiles.ts'
import { createServer, type SkeinServer } from '../server/createServer.ts'
import type { DesktopPort } from '../server/desktopPort.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import type { LogFiles } from '../logFiles.ts'
import type { OpenRequest } from './opening/openRequest.ts'

export interface DesktopStart {
  readonly dataDir: string
  /** Gives what was asked of Skein from outside so far, and passes on what will be. */
  readonly takeRequests: (take: (request: OpenRequest) => void) => void
  readonly logFiles: LogFiles
  readonly log: Log
  readonly clock: Clock
}

/** Opens the data folder, starts the server, opens the windows. Rejects when there is nothing to show. */
export async function startDesktop(start: DesktopStart): Promise<void> {
  const { dataDir, takeRequests, logFiles, log, clock } = start
  const { version, pageDir, historyWorker, preload, trayIcon, waitingDot } = findInstallation(
    import.meta.dirname
  )
  const folder = openDataFolder(dataDir)
  if (folder.kind === 'held') {
    dialog.showErrorBox(launchWords().alreadyRunning, folder.sentence)
    app.exit(folderHeldExitCode)
    return
  }
  logFiles.open(logFolder(dataDir))
  const keys = new SafeKeys({ keychain: safeStorage, dataDir, platform: process.platform, log })
  const devOrigin = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const server = await startServer({
    dataDir,
    pageDir,
    version,
    historyWorker,
    devOrigin,
    keys,
    logFiles,
    log,
    clock
  }).catch((error: unknown) => {
    folder.lock.release()
    throw error
  })
  rememberPort(dataDir, server.port, log)
  void tellOfCrash({ server: server.desktop, dataDir, log }) // never rejects, and nobody waits for it
  openDesktop({
    url: pageUrl(server, devOrigin),
    version,
    preload,
    trayIcon,
    waitingDot,
    server: server.desktop,
    keys,
    takeRequests,
    log,
    clock,
    close: async () => {
      await server.close()
      folder.lock.release()
    }
  })
}

function startServer(options: {
  readonly dataDir: string
  readonly pageDir: string
  readonly version: string
  readonly historyWorker: URL
  readonly devOrigin: string | undefined
  readonly keys: SafeKeys
  readonly logFiles: LogFiles
  readonly log: Log
  readonly clock: Clock
}): Promise<SkeinServer> {
  const { dataDir, pageDir, version, historyWorker, devOrigin, keys, logFiles, log, clock } = options
  const devPort = process.env['SKEIN_DEV_PORT']
  return createServer({
    ...portsToTry(dataDir),
    ...(devPort === undefined ? null : { port: Number(devPort) }),
    dataDir,
    ...createAgents({ dataDir, clock, log, secrets: keys.secrets }),
    logTrouble: () => logFiles.problem,
    log,
    clock,
    pageDir,
    version,
    historyWorker,
    ...(devOrigin === undefined ? null : { devOrigin: new URL(devOrigin).origin })
  })
}

/** In development the page comes from the development server, which passes the API on to ours. */
function pageUrl(server: SkeinServer, devOrigin: string | undefined): string {
  return devOrigin === undefined ? server.url : new URL('/', devOrigin).href
}

interface DesktopParts {
  readonly url: string
  readonly version: string
  readonly preload: string
  readonly trayIcon: string
  readonly waitingDot: string
  readonly server: DesktopPort
  readonly keys: SafeKeys
  readonly takeRequests: DesktopStart['takeRequests']
  readonly log: Log
  readonly clock: Clock
  /** Ends the server and gives the data folder free. */
  readonly close: () => Promise<void>
}

/** Permissions and IPC before the first window, then the windows, then what needs them. */
function openDesktop(parts: DesktopParts): void {
  const { url, version, preload, trayIcon, waitingDot, server, keys, takeRequests, log, clock, close } = parts
  const windows = new Windows()
  const activity = new Activity()
  server.onNotice((notice) => activity.hear(notice))
  const keeper = new PlaceKeeper({
    windows,
    remember: (places) => server.remember(rememberedWindows, places),
    clock
  })
  setPermissionHandlers(session.defaultSession, new URL(url).origin)
  chooseSpelling(session.defaultSession, process.platform, url)

  const open = (place: WindowPlace): void => {
    const window = openSessionWindow({ url, place, preload, background: background(), language, log, clock })
    windows.add(window, server.issueToken())
    keeper.watch(window, place.panes)
    menuBar.watch(window)
    signs.watch(window)
    watchForEnd(window)
    offerContextMenu(window, { language, platform: process.platform, log })
  }
  const openWindow = (path: string): void => {
    const { front } = windows
    open(front === null ? { ...lastPlace(server), path } : besides(keeper.placeOf(front), path))
  }
  const show = (path: string): void => showPage(path, { windows, url, openWindow, log })
  const desktop: Desktop = { server, activity, windows, show, openWindow, log, clock }
  const background = startTheme(desktop, nativeTheme)

  const language = (): LanguageCode => languageOf(server.pageSettings().language, app.getLocale())
  const mayQuit = askBeforeQuit({
    activity,
    front: () => windows.front,
    language,
    quit: () => app.quit(),
    reopen: () => open(lastPlace(server))
  })
  const letSleep = keepAwake(desktop)
  const tellNothing = startAttention(desktop)
  const signs = showWaiting(desktop, { platform: process.platform, dot: waitingDot, language })
  const quit = quitOnce(app, {
    mayQuit,
    close: async () => {
      keeper.finish()
      letSleep()
      signs.stop()
      tellNothing()
      await close()
    },
    clock,
    log
  })
  const updates = startUpdates(desktop, { version, mayQuit, settle: () => quit.settle() })
  const watchForEnd = hearSystemEnd(() => {
    updates.hold()
    quit.now()
  })
  const menuBar = startMenuBar(desktop, { app, language, platform: process.platform })
  answerPages({ url, windows, openWindow, offered: menuBar.offered, keeper, updates, keys, language, log })

  const places = readPlaces(server.remembered(rememberedWindows))
  for (const place of places.length > 0 ? places : [newPlace]) open(place)

  const request = openFromSystem({
    desktop,
    language,
    comeToFront: () => comeToFront(windows, () => open(lastPlace(server)))
  })
  takeRequests(request)
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkProtocol)
  startTray(desktop, { app, platform: process.platform, language, icon: trayIcon, request })
  startJumpList(desktop, { app, platform: process.platform, language })
  app.on('activate', () => {
    if (windows.count === 0) open(lastPlace(server))
  })
  powerMonitor.on('resume', () => windows.tell(ipcChannel.wake))
}

/** Under this key the server's database keeps the windows. */
const rememberedWindows = 'windows'

/** Where the window a person was in last stood, with what it showed. */
function lastPlace(server: DesktopPort): WindowPlace {
  return readPlaces(server.remembered(rememberedWindows)).at(-1) ?? newPlace
}
