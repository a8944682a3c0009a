/**
 * Crash dumps: written by Chromium's crash reporter into the data folder, sent to nobody, only the newest kept. The
 * first start after a crash says so, once. `collectCrashes` is called by main.ts before the app is ready, `tellOfCrash`
 * by startDesktop.ts when the server runs.
 */
import { mkdirSync } from 'node:fs'
import type { App, CrashReporter } from 'electron'
import { z } from 'zod'
import { messageOf } from '../../../shared/errors.ts'
import { ourFailure } from '../../ourFailure.ts'
import { crashFolder, pruneDumps } from '../../doctor/crashFolder.ts'
import type { Log } from '../../log.ts'
import type { DesktopPort } from '../../server/desktopPort.ts'

/** Where the database remembers how far a person was told: milliseconds since 1970. */
const toldKey = 'crashes_told'

/** Without it there are no dumps; the app starts all the same. */
export function collectCrashes(
  app: Pick<App, 'setPath'>,
  reporter: Pick<CrashReporter, 'start'>,
  dataDir: string,
  log: Log
): void {
  try {
    const folder = crashFolder(dataDir)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    app.setPath('crashDumps', folder)
    reporter.start({ uploadToServer: false })
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'crash dumps are not collected')
  }
}

export interface CrashTelling {
  readonly server: Pick<DesktopPort, 'remember' | 'remembered'> & {
    readonly catalog: Pick<DesktopPort['catalog'], 'tell'>
  }
  readonly dataDir: string
  readonly log: Log
}

/** Never rejects. */
export async function tellOfCrash({ server, dataDir, log }: CrashTelling): Promise<void> {
  try {
    const [newest] = await pruneDumps(crashFolder(dataDir))
    const told = z.number().safeParse(server.remembered(toldKey)).data ?? 0
    if (newest === undefined || newest.at <= told) return
    server.remember(toldKey, newest.at)
    log.warn({ dump: newest.path }, 'the app or a window had crashed')
    server.catalog.tell(ourFailure('crashed', { at: newest.at, file: newest.path }))
  } catch (error) {
    log.warn({ error: messageOf(error) }, 'crash dumps could not be looked at')
  }
}
