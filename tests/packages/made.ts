/** The packages, made once for all specs around a dummy Electron by the script that makes the real ones. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { root, runNode } from '../../scripts/run.ts'
import { writeDummyElectron } from './dummyElectron.ts'
import type { System } from './dummyElectron.ts'

export interface Made {
  /** Artifacts of Linux: tar.gz, deb, checksums, bill of materials, and `linux-unpacked/`. */
  readonly linux: string
  /** Holds `mac-arm64/Skein.app`. */
  readonly mac: string
  /** Holds `win-unpacked/`. */
  readonly win: string
}

export const test = base.extend<object, { made: Made }>({
  made: [
    async ({}, provide) => {
      const folder = await mkdtemp(join(tmpdir(), 'skein-packages-'))
      const made = { linux: join(folder, 'linux'), mac: join(folder, 'mac'), win: join(folder, 'win') }
      await make(folder, 'linux', ['--linux', 'dir', 'tar.gz', 'deb', '--x64', '--updates', 'skein/skein'])
      // Signing is Apple's own tools' work.
      const unsigned = ['-c.mac.identity=null', '-c.electronFuses.resetAdHocDarwinSignature=false']
      await make(folder, 'mac', ['--mac', '--dir', '--arm64', ...unsigned])
      await make(folder, 'win', ['--win', '--dir', '--arm64', '-c.win.signAndEditExecutable=false'])
      await provide(made)
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 300_000 }
  ]
})

async function make(folder: string, system: System, args: readonly string[]): Promise<void> {
  const electron = join(folder, `electron-${system}`)
  await writeDummyElectron(electron, system)
  const code = await runNode(
    'scripts/dist.ts',
    ['--out', join(folder, system), `-c.electronDist=${electron}`, ...args],
    {
      env: {
        CUSTOM_FPM_PATH: join(root, 'tests/packages/fpm-deb.ts'),
        ELECTRON_BUILDER_7ZIP_PATH: join(root, 'tests/packages/7za-gzip.ts'),
        // No key of whoever runs the tests is used.
        CSC_IDENTITY_AUTO_DISCOVERY: 'false'
      }
    }
  )
  if (code !== 0) throw new Error(`the packages of ${system} could not be made (exit code ${String(code)})`)
}
