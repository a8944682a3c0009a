/**
 * End-to-end tests. `chromium`: the built app in browser mode, each test with a server and a data
 * folder of its own. `attacks`: the same, for what attacks it. `desktop`: the built desktop app through Playwright's `_electron`, on the
 * stand-in in tests/electron-standin, or with ELECTRON_REAL=1 on the installed Electron. `packages`: the packages,
 * made around a dummy Electron and opened again.
 */
import { resolve } from 'node:path'
import { defineConfig, type ReporterDescription } from '@playwright/test'
import { chromiumFlags, findHeadlessShell } from './scripts/chromium.ts'

// Read by the `electron` package when Playwright asks it for the executable.
if (process.env['ELECTRON_REAL'] !== '1') {
  process.env['ELECTRON_OVERRIDE_DIST_PATH'] = resolve('tests/electron-standin/bin')
}

const executablePath = findHeadlessShell() ?? undefined

export default defineConfig({
  outputDir: 'test-results',
  reporter: [
    ['line'],
    ['./scripts/troubles/playwrightTroubles.ts'],
    ...(process.env['CI'] ? [['html', { open: 'never' }] satisfies ReporterDescription] : [])
  ],
  forbidOnly: process.env['CI'] !== undefined,
  fullyParallel: true,
  // More than there are cores: most of a test is waiting for something to be drawn.
  workers: 3,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  // A browser, a server and a real agent share two cores here; what needed a second go is reported as flaky.
  retries: 1,
  projects: [
    {
      name: 'chromium',
      testDir: 'tests/e2e',
      use: {
        // Recording costs every test a good part of its time: the second go is recorded.
        trace: 'on-first-retry',
        launchOptions: { executablePath, args: [...chromiumFlags()] }
      }
    },
    {
      name: 'attacks',
      testDir: 'tests/attacks',
      testMatch: '**/*.spec.ts',
      use: { trace: 'on-first-retry', launchOptions: { executablePath, args: [...chromiumFlags()] } }
    },
    { name: 'desktop', testDir: 'tests/desktop' },
    // One worker makes the packages and opens them all.
    { name: 'packages', testDir: 'tests/packages', fullyParallel: false, workers: 1, retries: 0 }
  ]
})
