import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { outputToStderr, root, runNode, tool } from '../run.ts'
import { collectTroubles, noteTrouble } from './troubles.ts'

let folder: string
let troubles: ReturnType<typeof collectTroubles>
beforeEach(() => {
  // Inside the project, where the runners are found.
  folder = mkdtempSync(join(root, 'node_modules', '.troubles-'))
  troubles = collectTroubles()
})
afterEach(() => {
  troubles.remove()
  rmSync(folder, { recursive: true, force: true })
})

const tests = (runner: string): string => `
  import { test, expect } from '${runner}'
  let goes = globalThis.process.env.TEST_WORKER_INDEX === '1' ? 1 : 0
  test('stands', () => {})
  test('wavers', () => { goes += 1; expect(goes).toBe(2) })
  test('falls', () => { throw new Error('the reason') })
`

it('tells what Vitest found wrong, and nothing of what is right', async () => {
  writeFileSync(join(folder, 'some.test.mjs'), tests('vitest'))
  const config = join(folder, 'vitest.config.mjs')
  const reporter = join(root, 'scripts/troubles/vitestTroubles.ts')
  writeFileSync(config, `export default { test: { retry: 1, reporters: [${JSON.stringify(reporter)}] } }`)
  expect(await runNode(tool.vitest, ['run', '--root', folder, '--config', config], quiet)).toBe(1)
  const told = troubles.told()
  expect(told).toMatch(/^needed a second go: some\.test\.mjs > wavers\n {4}.*expected 1 to be 2/mu)
  expect(told).toMatch(/^failed: some\.test\.mjs > falls\n {4}.*the reason/mu)
  expect(told).not.toContain('stands')
})

it('tells what Playwright found wrong, and nothing of what is right', async () => {
  writeFileSync(join(folder, 'some.spec.mjs'), tests('@playwright/test'))
  const config = join(folder, 'playwright.config.mjs')
  const reporter = join(root, 'scripts/troubles/playwrightTroubles.ts')
  writeFileSync(
    config,
    `export default { retries: 1, workers: 1, reporter: [[${JSON.stringify(reporter)}]], outputDir: ${JSON.stringify(join(folder, 'results'))} }`
  )
  expect(await runNode(tool.playwright, ['test', '--config', config], quiet)).toBe(1)
  const told = troubles.told()
  expect(told).toMatch(/^needed a second go: some\.spec\.mjs > wavers\n/mu)
  expect(told).toMatch(/^failed: some\.spec\.mjs > falls\n {4}.*the reason/mu)
  expect(told).not.toContain('stands')
})

it('tells of a file that cannot be read', async () => {
  writeFileSync(join(folder, 'some.test.mjs'), 'throw new Error("at once")')
  const config = join(folder, 'vitest.config.mjs')
  const reporter = join(root, 'scripts/troubles/vitestTroubles.ts')
  writeFileSync(config, `export default { test: { reporters: [${JSON.stringify(reporter)}] } }`)
  expect(await runNode(tool.vitest, ['run', '--root', folder, '--config', config], quiet)).toBe(1)
  expect(troubles.told()).toMatch(/^failed: some\.test\.mjs\n {4}.*at once/mu)
})

it('tells the first forty of many, and no message at length', () => {
  for (let n = 1; n <= 45; n += 1) {
    noteTrouble({ outcome: 'failed', test: `test ${n}`, message: 'x'.repeat(1_000_000) })
  }
  const told = troubles.told()
  expect(told).toContain('test 40\n')
  expect(told).not.toContain('test 41\n')
  expect(told).toMatch(/and 5 more\n$/u)
  expect(told.length).toBeLessThan(100_000)
})

/** Their own output is not this test's; what Vitest tells its workers is not theirs. */
const quiet = {
  stdio: outputToStderr,
  env: { VITEST: undefined, VITEST_WORKER_ID: undefined, VITEST_POOL_ID: undefined }
}
