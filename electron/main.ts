/**
 * Composition root of the desktop app: one session server, one window or more on its page.
 * Everything that matters lives in the server; this file only starts, joins and ends things.
 *
 * Exit codes: 0 quit (or another Skein was already open and came to the front), 1 it could not
 * start or could not end in order, 3 the data folder is in use by browser mode.
 */
import { app, dialog, Menu, nativeTheme, powerMonitor, session } from 'electron'
import { messageOf } from '../shared/errors.ts'
import { type Endpoint, ipcChannel } from '../shared/preloadApi.ts'
import { createAgents } from './agents.ts'
import { systemClock } from './clock.ts'
import { backgroundOf, chosenTheme } from './desktop/background.ts'
import { answerPages } from './desktop/ipc.ts'
import { menuTemplate } from './desktop/menu.ts'
import { setPermissionHandlers } from './desktop/permissions.ts'
import { quitOnce } from './desktop/quitOnce.ts'
import { openSessionWindow } from './desktop/sessionWindow.ts'
import { chooseUserData } from './desktop/userData.ts'
import { bringToFront, Windows } from './desktop/windows.ts'
import { findInstallation } from './launch/installation.ts'
import { folderHeldExitCode, openDataFolder } from './launch/openDataFolder.ts'
import { rememberPort, rememberedPort } from './launch/rememberedPort.ts'
import { surviveErrors } from './launch/surviveErrors.ts'
import { createLog } from './log.ts'
import { createServer, type SkeinServer } from './server/createServer.ts'

const log = createLog()
const clock = systemClock

async function startDesktop(dataDir: string): Promise<void> {
  const { version, pageDir, preload } = findInstallation(import.meta.dirname)
  const folder = openDataFolder(dataDir)
  if (folder.kind === 'held') {
    dialog.showErrorBox('Skein is already running', folder.sentence)
    app.exit(folderHeldExitCode)
    return
  }
  const devOrigin = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const server = await startServer({ dataDir, pageDir, version, devOrigin }).catch((error: unknown) => {
    folder.lock.release()
    throw error
  })
  rememberPort(dataDir, server.port, log)
  quitOnce(
    app,
    async () => {
      await server.close()
      folder.lock.release()
    },
    { clock, log }
  )
  await openDesktop({ url: pageUrl(server, devOrigin), token: server.shell.issueToken().token }, preload)
}

function startServer(options: {
  readonly dataDir: string
  readonly pageDir: string
  readonly version: string
  readonly devOrigin: string | undefined
}): Promise<SkeinServer> {
  const { dataDir, pageDir, version, devOrigin } = options
  return createServer({
    port: Number(process.env['SKEIN_DEV_PORT'] ?? rememberedPort(dataDir)),
    fallbackPort: true,
    dataDir,
    ...createAgents({ dataDir, clock, log }),
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

/** Permissions and IPC before the first window, then the window, then what needs one. */
async function openDesktop(endpoint: Endpoint, preload: string): Promise<void> {
  const windows = new Windows()
  setPermissionHandlers(session.defaultSession, new URL(endpoint.url).origin)
  answerPages({ endpoint, windows, log })
  const theme = await chosenTheme(endpoint)
  const openWindow = (): void => {
    const background = backgroundOf(theme, nativeTheme.shouldUseDarkColors)
    windows.add(openSessionWindow({ url: endpoint.url, preload, background, log, clock }))
  }
  const menu = menuTemplate({
    platform: process.platform,
    choose: (command) => {
      const { front } = windows
      if (front === null) openWindow()
      else front.webContents.send(ipcChannel.menu, command)
    },
    newWindow: openWindow,
    forDevelopers: !app.isPackaged
  })
  Menu.setApplicationMenu(Menu.buildFromTemplate(menu))
  openWindow()
  app.on('second-instance', () => {
    const { front } = windows
    if (front === null) openWindow()
    else bringToFront(front)
  })
  app.on('activate', () => {
    if (windows.count === 0) openWindow()
  })
  powerMonitor.on('resume', () => windows.tell(ipcChannel.wake))
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

function main(): void {
  const dataDir = chooseUserData(app)
  if (!app.requestSingleInstanceLock()) {
    app.exit(0) // the one that is open has been told and comes to the front
    return
  }
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
  main()
} catch (error) {
  failToStart(error)
}
