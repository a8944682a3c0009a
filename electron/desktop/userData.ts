/**
 * Where the desktop app keeps things: the same data folder as browser mode, with Chromium's own
 * files in a folder of their own inside it. Called by main.ts before anything else, because the
 * single-instance lock lives there.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App } from 'electron'
import { dataFolder } from '../launch/dataFolder.ts'
import { prepareDataFolder } from '../launch/dataFolderGuard.ts'
import { folderTrouble } from '../launch/folderTrouble.ts'

/** `--user-data-dir`, else `SKEIN_DATA`, else the system's place. */
export function askedDataFolder(app: Pick<App, 'commandLine'>): string {
  const asked = app.commandLine.getSwitchValue('user-data-dir')
  return dataFolder(asked === '' ? null : resolve(asked))
}

/** Throws with a sentence when the folder cannot be made, or is not the person's alone: Chromium writes there from now on. */
export function chooseUserData(app: Pick<App, 'setPath'>, folder: string): void {
  const chromium = join(folder, 'window')
  try {
    prepareDataFolder(folder)
    mkdirSync(chromium, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw folderTrouble(folder, error)
  }
  app.setPath('userData', folder)
  app.setPath('sessionData', chromium)
}
