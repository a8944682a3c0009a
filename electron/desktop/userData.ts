/**
 * Where the desktop app keeps things: the same data folder as browser mode, with Chromium's own
 * files in a folder of their own inside it. Called by main.ts before anything else, because the
 * single-instance lock lives there.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { App } from 'electron'
import { dataFolder } from '../launch/dataFolder.ts'

/** `--user-data-dir`, else `SKEIN_DATA`, else the system's place. Throws when it cannot be made. */
export function chooseUserData(app: Pick<App, 'commandLine' | 'setPath'>): string {
  const asked = app.commandLine.getSwitchValue('user-data-dir')
  const folder = dataFolder(asked === '' ? null : resolve(asked))
  const chromium = join(folder, 'window')
  mkdirSync(chromium, { recursive: true, mode: 0o700 })
  app.setPath('userData', folder)
  app.setPath('sessionData', chromium)
  return folder
}
