/**
 * Where the desktop app begins: the one that may run, its data folder, and what has to be said before Electron is
 * ready. The rest is desktop/startDesktop.ts, which is read while Chromium starts.
 *
 * Exit codes: 0 quit (or another Skein was already open and came to the front), 1 it could not
 * start or could not end in order, 3 the data folder is in use by browser mode.
 */
import { app, crashReporter, dialog } from 'electron'
import { messageOf } from '../shared/errors.ts'
import { systemClock } from './clock.ts'
import { collectCrashes } from './desktop/crashes/crashDumps.ts'
import { collectRequests } from './desktop/opening/openFromSystem.ts'
import { logLostProcesses } from './desktop/crashes/lostProcesses.ts'
import { askedDataFolder, chooseUserData } from './desktop/userData.ts'
import { untilFolderAnswers } from './launch/folderTrouble.ts'
import { findInstallation } from './launch/installation.ts'
import { launchWords } from './launch/launchWords.ts'
import { standAside } from './launch/standAside.ts'
import { surviveErrors } from './launch/surviveErrors.ts'
import { createLog } from './log.ts'
import { LogFiles } from './logFiles.ts'

const logFiles = new LogFiles()
const log = createLog(logFiles)
const clock = systemClock
const takeRequests = collectRequests()

/** Nothing was started, or it is of no use: say so and end. */
function failToStart(error: unknown): void {
  log.error({ error: messageOf(error) }, 'could not start')
  dialog.showErrorBox(launchWords().notStarted, messageOf(error))
  app.exit(1)
}

/** The app may not vanish without a word. */
function quitAfterFault(error: unknown): void {
  const words = launchWords()
  dialog.showErrorBox(words.hasToClose, words.unexpected(messageOf(error)))
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
  // Only now: the one that is open was told which folder this one was started from, and reads its command line by it.
  standAside()
  collectCrashes(app, crashReporter, dataDir, log)
  logLostProcesses(app, log)
  app.setAppUserModelId('app.skein.desktop')
  surviveErrors(process, log, quitAfterFault)
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  // Not awaited at the top level: Electron is ready only after this module has been evaluated. The rest is read when it
  // is, while Chromium's other processes start.
  void app
    .whenReady()
    .then(() => import('./desktop/startDesktop.ts'))
    .then(({ startDesktop }) => startDesktop({ dataDir, takeRequests, logFiles, log, clock }))
    .catch(failToStart)
}

try {
  await main()
} catch (error) {
  failToStart(error)
}
