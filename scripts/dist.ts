/**
 * `npm run dist`: the packages of the system it runs on, with the licences inside and a bill of materials and
 * checksums beside them. What is not its own goes to electron-builder: `npm run dist -- --linux deb --x64`.
 *
 * --updates OWNER/NAME  the GitHub repository whose releases the app updates itself from; without it, it does not
 * --out DIR             where to, instead of dist/
 * --dir                 only the unpacked app
 */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { findInstallation } from '../electron/launch/installation.ts'
import { ensureBuilt } from './freshBuild.ts'
import { orExplain } from './orExplain.ts'
import { writeChecksums } from './packaging/checksums.ts'
import { readDistOptions } from './packaging/distOptions.ts'
import { installedBom, onlyShipped } from './packaging/sbom.ts'
import { licencesText, thirdParties } from './packaging/thirdParty.ts'
import { root, runNode, tool } from './run.ts'

await orExplain(async () => {
  const { out, updates, isOnlyFolder, rest } = readDistOptions(process.argv.slice(2))
  await ensureBuilt()
  const parties = await thirdParties(root)
  const prepared = join(root, 'out', 'packaging')
  await mkdir(prepared, { recursive: true })
  await writeFile(join(prepared, 'THIRD-PARTY-LICENSES.txt'), licencesText(parties))

  const folder = resolve(root, out)
  await rm(folder, { recursive: true, force: true })
  const code = await runNode(tool.electronBuilder, [
    '--publish=never',
    `-c.directories.output=${folder}`,
    ...(updates === null
      ? []
      : [
          '-c.publish.provider=github',
          `-c.publish.owner=${updates.owner}`,
          `-c.publish.repo=${updates.name}`
        ]),
    ...rest
  ])
  if (code !== 0) throw new Error(`The packages could not be made (exit code ${String(code)}).`)
  if (isOnlyFolder) return

  const { version } = findInstallation(root)
  const electron = {
    name: 'electron',
    version: findInstallation(join(root, 'node_modules', 'electron')).version
  }
  const bom = onlyShipped(await installedBom(root), [...parties, electron])
  await writeFile(join(folder, `Skein-${version}.cdx.json`), `${JSON.stringify(bom, null, 2)}\n`)
  for (const name of await writeChecksums(folder)) process.stdout.write(`${join(folder, name)}\n`)
})
