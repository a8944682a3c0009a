/** `npm run test:e2e -- [playwright flags]`: Chromium and desktop specs on a fresh build. */
import { desktopTests } from './desktopTests.ts'
import { endWithParent } from './endWithParent.ts'
import { ensureBuilt } from './freshBuild.ts'
import { orExplain } from './orExplain.ts'
import { provideChromium } from './provideChromium.ts'
import { runNode, tool } from './run.ts'

endWithParent()
await orExplain(async () => {
  await provideChromium()
  await ensureBuilt()
  const flags = process.argv.slice(2)
  const chosen = flags.some((flag) => flag.startsWith('--project'))
  const desktop = desktopTests()
  if (!chosen && desktop.kind === 'skip') {
    process.stderr.write(`Desktop specs are left out: ${desktop.why}.\n`)
    flags.push('--project=chromium')
  }
  process.exitCode = await runNode(tool.playwright, ['test', ...flags])
})
