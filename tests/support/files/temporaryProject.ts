/** For the tests beside this file: a folder with files in it that is gone when the test is over. */
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface TemporaryProject {
  /** Its real path. */
  readonly folder: string
  /** Writes files by their path in the folder, with the folders they lie in. */
  readonly put: (files: Readonly<Record<string, string>>) => void
}

export function temporaryProject(): TemporaryProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'skein-files-')))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return {
    folder,
    put: (files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
    }
  }
}
