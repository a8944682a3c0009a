/**
 * Composition root of the desktop app: one session server, one window or more on its page.
 * Everything that matters lives in the server; this file only starts, joins and ends things.
 *
 * Exit codes: 0 quit (or another Skein was already open and came to the front), 1 it could not
 * start or could not end in order, 3 the data folder is in use by browser mode.
 */
import { app, crashReporter, dialog, nativeTheme, powerMonitor, safeStorage, session } from 'electron'
import { messageOf } from '../shared/errors.ts'
import { ipcChannel } from '../shared/preloadApi.ts'
import { createAgents } from './agents.ts'
import { systemClock } from './clock.ts'
import { Activity } from './desktop/activity.ts'
import { askBeforeQuit } from './desktop/askBeforeQuit.ts'
import { keepAwake } from './desktop/awake.ts'
import { backgroundOf } from './desktop/background.ts'
import { showWaiting } from './desktop/badge.ts'
import { offerContextMenu } from './desktop/contextMenu.ts'
import { collectCrashes, tellOfCrash } from './desktop/crashDumps.ts'
import type { Desktop } from './desktop/desktop.ts'
import { answerPages } from './desktop/ipc.ts'
import { startMenuBar } from './desktop/menuBar.ts'
import { collectRequests, openFromSystem } from './desktop/openFromSystem.ts'
import { linkProtocol } from './desktop/openRequest.ts'
import { setPermissionHandlers } from './desktop/permissions.ts'
import { PlaceKeeper } from './desktop/placeKeeper.ts'
import { quitOnce } from './desktop/quitOnce.ts'
import { SafeKeys } from './desktop/safeKeys.ts'
import { startJumpList } from './desktop/recents.ts'
import { openSessionWindow } from './desktop/sessionWindow.ts'
import { comeToFront, showPage } from './desktop/showPage.ts'
import { askedDataFolder, chooseUserData } from './desktop/userData.ts'
import { startTray } from './desktop/tray.ts'
import { startUpdates } from './desktop/updates/startUpdates.ts'
import { besides, newPlace, readPlaces } from './desktop/windowPlace.ts'
import type { WindowPlace } from './desktop/windowPlace.ts'
import { Windows } from './desktop/windows.ts'
import { startAttention } from './desktop/startAttention.ts'
import { languageOf } from './desktop/words/language.ts'
import type { Language } from './desktop/words/language.ts'
import { untilFolderAnswers } from './launch/folderTrouble.ts'
import { findInstallation } from './launch/installation.ts'
import { folderHeldExitCode, openDataFolder } from './launch/openDataFolder.ts'
import { rememberPort, rememberedPort } from './launch/rememberedPort.ts'
import { surviveErrors } from './launch/surviveErrors.ts'
import { createLog } from './log.ts'
import { LogFiles, logFolder } from './logFiles.ts'
import { createServer, type SkeinServer } from './server/createServer.ts'
import type { ServerShell } from './server/shell.ts'

const logFiles = new LogFiles()
const log = createLog(logFiles)
const clock = systemClock
const takeRequests = collectRequests()

async function startDesktop(dataDir: string): Promise<void> {
  const { version, pageDir, preload, trayIcon } = findInstallation(import.meta.dirname)
  const folder = openDataFolder(dataDir)
  if (folder.kind === 'held') {
    dialog.showErrorBox('Skein is already running', folder.sentence)
    app.exit(folderHeldExitCode)
    return
  }
  logFiles.open(logFolder(dataDir))
  const keys = new SafeKeys({ keychain: safeStorage, dataDir, platform: process.platform, log })
  const devOrigin = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const server = await startServer({ dataDir, pageDir, version, devOrigin, keys }).catch((error: unknown) => {
    folder.lock.release()
    throw error
  })
  rememberPort(dataDir, server.port, log)
  const language = languageOf(server.shell.pageSettings().language, app.getLocale())
  void tellOfCrash({ shell: server.shell, dataDir, language, log }) // never rejects, and nobody waits for it
  openDesktop({
    url: pageUrl(server, devOrigin),
    version,
    preload,
    trayIcon,
    shell: server.shell,
    keys,
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
  readonly devOrigin: string | undefined
  readonly keys: SafeKeys
}): Promise<SkeinServer> {
  const { dataDir, pageDir, version, devOrigin, keys } = options
  return createServer({
    port: Number(process.env['SKEIN_DEV_PORT'] ?? rememberedPort(dataDir)),
    fallbackPort: true,
    dataDir,
    ...createAgents({ dataDir, clock, log, secrets: keys.secrets }),
    logTrouble: () => logFiles.problem,
    log,
    clock,
    pageDir,
    version,
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
  readonly shell: ServerShell
  readonly keys: SafeKeys
  /** Ends the server and gives the data folder free. */
  readonly close: () => Promise<void>
}

/** Permissions and IPC before the first window, then the windows, then what needs them. */
function openDesktop({ url, version, preload, trayIcon, shell, keys, close }: DesktopParts): void {
  const windows = new Windows()
  const activity = new Activity()
  shell.onNotice((notice) => activity.hear(notice))
  const keeper = new PlaceKeeper({
    windows,
    remember: (places) => shell.remember(rememberedWindows, places),
    clock
  })
  setPermissionHandlers(session.defaultSession, new URL(url).origin)

  const open = (place: WindowPlace): void => {
    const background = backgroundOf(shell.pageSettings().theme, nativeTheme.shouldUseDarkColors)
    const window = openSessionWindow({ url, place, preload, background, log, clock })
    windows.add(window, shell.issueToken())
    keeper.watch(window)
    menuBar.watch(window)
    offerContextMenu(window, { language, platform: process.platform, log })
  }
  const openWindow = (path: string): void => {
    const { front } = windows
    open(front === null ? { ...lastPlace(shell), path } : besides(keeper.placeOf(front), path))
  }
  const show = (path: string): void => showPage(path, { windows, url, openWindow, log })
  const desktop: Desktop = { shell, activity, windows, show, openWindow, log, clock }

  const language = (): Language => languageOf(shell.pageSettings().language, app.getLocale())
  const mayQuit = askBeforeQuit({
    activity,
    front: () => windows.front,
    language,
    quit: () => app.quit(),
    reopen: () => open(lastPlace(shell))
  })
  const letSleep = keepAwake(desktop)
  const tellNothing = startAttention(desktop)
  const showNothing = showWaiting(desktop)
  const quit = quitOnce(app, {
    mayQuit,
    close: async () => {
      keeper.finish()
      letSleep()
      showNothing()
      tellNothing()
      await close()
    },
    clock,
    log
  })
  const updates = startUpdates(desktop, { version, mayQuit, settle: () => quit.settle() })
  const menuBar = startMenuBar(desktop, { app, language, platform: process.platform })
  answerPages({ url, windows, openWindow, offered: menuBar.offered, updates, keys, log })

  const places = readPlaces(shell.remembered(rememberedWindows))
  for (const place of places.length > 0 ? places : [newPlace]) open(place)

  const request = openFromSystem({
    desktop,
    language,
    comeToFront: () => comeToFront(windows, () => open(lastPlace(shell)))
  })
  takeRequests(request)
  if (app.isPackaged) app.setAsDefaultProtocolClient(linkProtocol)
  startTray(desktop, { app, platform: process.platform, language, icon: trayIcon, request })
  startJumpList(desktop, { app, platform: process.platform, language })
  app.on('activate', () => {
    if (windows.count === 0) open(lastPlace(shell))
  })
  powerMonitor.on('resume', () => windows.tell(ipcChannel.wake))
  // The machine waits a few seconds for us: enough to settle, not to ask.
  powerMonitor.on('shutdown', () => quit.now())
}

/** Under this key the server's database keeps the windows. */
const rememberedWindows = 'windows'

/** Where the window a person was in last stood, with what it showed. */
function lastPlace(shell: ServerShell): WindowPlace {
  return readPlaces(shell.remembered(rememberedWindows)).at(-1) ?? newPlace
}

/** Nothing was started, or it is of no use: say so and end. */
function failToStart(error: unknown): void {
  log.error({ error: messageOf(error) }, 'could not start')
  dialog.showErrorBox('Skein could not start', messageOf(error))
  app.exit(1)
}

/** The app may not vanish without a word. */
function quitAfterFault(error: unknown): void {
  dialog.showErrorBox(
    'Skein has to close',
    `Something unexpected happened (${messageOf(error)}). Your sessions are kept; open Skein again to go on.`
  )
  app.quit()
}

async function main(): Promise<void> {
  if (app.commandLine.hasSwitch('version')) {
    process.stdout.write(`${findInstallation(import.meta.dirname).version}\n`)
    app.exit(0)
    return
  }
  const dataDir = askedDataFolder(app)
  await untilFolderAnswers(dataDir, clock)
  chooseUserData(app, dataDir)
  if (!app.requestSingleInstanceLock()) {
    app.exit(0) // the one that is open has been told and comes to the front
    return
  }
  collectCrashes(app, crashReporter, dataDir, log)
  app.setAppUserModelId('app.skein.desktop')
  surviveErrors(process, log, quitAfterFault)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // Not awaited at the top level: Electron is ready only after this module has been evaluated.
  void app
    .whenReady()
    .then(() => startDesktop(dataDir))
    .catch(failToStart)
}

try {
  await main()
} catch (error) {
  failToStart(error)
}
