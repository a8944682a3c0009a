/**
 * Makes a copy of a packaged app that Playwright can drive, beside it: the fuse that forbids an inspector is the only
 * difference. `node scripts/packaging/drivable.ts dist/linux-unpacked/skein` prints the copy's executable.
 */
import { cp } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { orExplain } from '../orExplain.ts'
import { root } from '../run.ts'

/** Folder of electron-builder's output, in which the unpacked app has one of its own. */
const output = join(root, 'dist')

await orExplain(async () => {
  const [named] = process.argv.slice(2)
  if (named === undefined) throw new Error('Name the executable of a packaged app.')
  const [folder = '', ...inside] = relative(output, resolve(named)).split(sep)
  if (folder === '' || folder === '..' || inside.length === 0)
    throw new Error(`${named} is not in a folder of ${output}.`)
  const copy = `${folder}-drivable`
  await cp(join(output, folder), join(output, copy), { recursive: true, verbatimSymlinks: true })
  const executable = join(output, copy, ...inside)
  await flipFuses(executable, {
    version: FuseVersion.V1,
    resetAdHocDarwinSignature: process.platform === 'darwin',
    [FuseV1Options.EnableNodeCliInspectArguments]: true
  })
  process.stdout.write(`${executable}\n`)
})
