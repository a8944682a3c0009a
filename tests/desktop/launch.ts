/** Starts an app for a desktop spec, with a user-data folder of its own, and ends what is left of it. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page, test as base } from '@playwright/test'
import { root } from '../../scripts/run.ts'
// `window.skein`, as the page itself declares it.
import type {} from '../../renderer/connection/skeinBridge.ts'
import type { Endpoint } from '../../shared/preloadApi.ts'

export interface Desktop {
  /** Folder of this test; gone when the test is over. */
  readonly folder: string
  /** Skein's data folder, inside `folder`. */
  readonly userData: string
  /** Starts the app of `app` (the project unless told otherwise), with these variables on top of its own and these words behind. */
  launch(
    app?: string,
    variables?: Readonly<Record<string, string>>,
    words?: readonly string[]
  ): Promise<ElectronApplication>
}

export const test = base.extend<{ desktop: Desktop }>({
  desktop: async ({}, provide) => {
    const folder = mkdtempSync(join(tmpdir(), 'skein-desktop-'))
    const userData = join(folder, 'user-data')
    const started: { readonly application: ElectronApplication; readonly child: ChildProcess }[] = []
    await provide({
      folder,
      userData,
      launch: async (app = root, variables = {}, words = []) => {
        const args = [app, `--user-data-dir=${userData}`, ...words]
        const application = await _electron.launch({
          args,
          cwd: root,
          env: { ...environment(folder), ...variables }
        })
        started.push({ application, child: application.process() })
        return application
      }
    })
    for (const { application, child } of started) {
      if (child.exitCode === null && child.signalCode === null) await application.close()
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** Ours, but with a home of its own: no spec reads or writes what belongs to the person who runs it. */
export function environment(folder: string): Record<string, string> {
  const own = { ...process.env, HOME: folder, USERPROFILE: folder, SKEIN_LOG: 'warn', SKEIN_DATA: undefined }
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  )
}

/** Path of Electron's executable, or of the stand-in: what Playwright itself starts. */
export function electronExecutable(): string {
  const path: unknown = createRequire(import.meta.url)('electron')
  if (typeof path !== 'string') throw new Error('the package electron gives no path')
  return path
}

/** Starts the app a second time beside Playwright; what it wrote on standard error, and its exit code. */
export async function runAgain(
  desktop: Desktop,
  args: readonly string[] = [],
  cwd: string = root
): Promise<{ code: unknown; stderr: string }> {
  const child = spawn(electronExecutable(), [root, `--user-data-dir=${desktop.userData}`, ...args], {
    cwd,
    env: environment(desktop.folder),
    stdio: ['ignore', 'ignore', 'pipe']
  })
  const chunks: string[] = []
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk))
  const [code]: unknown[] = await once(child, 'close')
  return { code, stderr: chunks.join('') }
}

/** What the bridge tells the page of its server. */
export async function endpointOf(page: Page): Promise<Endpoint> {
  const endpoint = await page.evaluate(() => window.skein?.endpoint())
  if (endpoint === undefined) throw new Error('the page has no window.skein')
  return endpoint
}
