/**
 * What was installed with this code: its version and its built page. Works from the sources, from
 * `out/` and from inside a packaged archive. Called by both composition roots.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { z } from 'zod'
import { installationAround } from '../machine/installationFolder.ts'

export interface Installation {
  readonly root: string
  readonly version: string
  /** Folder of the built `index.html`. */
  readonly pageDir: string
  /** The built preload: one CommonJS file, as a sandboxed window needs it. */
  readonly preload: string
  /** The program of the worker of history. */
  readonly historyWorker: URL
  /** The picture for the tray of this system; those for finer screens lie beside it. */
  readonly trayIcon: string
  /** The dot that Windows lays over the app's icon. */
  readonly waitingDot: string
}

const Package = z.object({ version: z.string() })

/** `from` is a folder of this code (`import.meta.dirname`). Throws when its package.json is not there. */
export function findInstallation(from: string): Installation {
  const root = installationAround(from).folders.find((folder) => existsSync(join(folder, 'package.json')))
  if (root === undefined) throw new Error('Skein is not installed completely: its package.json is missing.')
  const { version } = Package.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  return {
    root,
    version,
    pageDir: join(root, 'out', 'renderer'),
    preload: join(root, 'out', 'preload', 'preload.cjs'),
    historyWorker: pathToFileURL(join(root, 'out', 'main', 'historyWorker.js')),
    trayIcon: join(root, 'resources', `tray-${process.platform === 'win32' ? 'windows' : 'linux'}.png`),
    waitingDot: join(root, 'resources', 'dot-windows.png')
  }
}
