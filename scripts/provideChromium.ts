/**
 * Makes sure there is a Chromium to test with, so that `npm test` is enough on a bare machine.
 * Called by test.ts and e2e.ts.
 */
import { installByApt, isRootOnDebian } from './apt.ts'
import { findChromium } from './chromium.ts'
import { outputToStderr, runNode, tool } from './run.ts'

const installLimitMs = 5 * 60_000

/**
 * The path of a Chromium, installed first when there is none. As root on Debian apt comes before
 * Playwright's download: only the package brings the libraries that Chromium needs there.
 * Rejects with what a person can do when nothing worked.
 */
export async function provideChromium(): Promise<string> {
  const present = findChromium()
  if (present !== null) return present
  process.stderr.write('No Chromium found; installing one.\n')
  if (isRootOnDebian()) await installByApt('chromium')
  else
    await runNode(tool.playwright, ['install', 'chromium'], {
      stdio: outputToStderr,
      limitMs: installLimitMs
    })
  const installed = findChromium()
  if (installed !== null) return installed
  throw new Error(
    'No Chromium was found and none could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to one.'
  )
}
