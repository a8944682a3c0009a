/**
 * `npm run serve -- [flags]`: browser mode. Builds if needed, then becomes the server: the built
 * headless.js runs in this very process, so the process id in its ready line is ours.
 */
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endWithParent } from './endWithParent.ts'
import { ensureBuilt } from './freshBuild.ts'
import { orExplain } from './orExplain.ts'
import { root } from './run.ts'

endWithParent()
await orExplain(async () => {
  await ensureBuilt()
  await import(pathToFileURL(join(root, 'out/main/headless.js')).href)
})
