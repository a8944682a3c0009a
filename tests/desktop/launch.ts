/** Starts an app for a desktop spec, with a user-data folder of its own, and ends what is left of it. */
import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Readable } from 'node:stream'
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
        const application = await start(app, [`--user-data-dir=${userData}`, ...words], {
          ...environment(folder),
          ...variables
        })
        started.push({ application, child: application.process() })
        return application
      }
    })
    for (const { application, child } of started) {
      if (child.exitCode === null && child.signalCode === null) await end(application, child)
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** Milliseconds an app has to end: one whose test failed may be asking whether it should, and nobody answers. */
const CLOSE_LIMIT_MS = 20_000

async function end(application: ElectronApplication, child: ChildProcess): Promise<void> {
  const tooLate = setTimeout(() => child.kill('SIGKILL'), CLOSE_LIMIT_MS)
  try {
    await application.close()
  } finally {
    clearTimeout(tooLate)
  }
}

/**
 * The packaged app that is tested instead of the built one, which SKEIN_PACKAGED names by its executable; null without.
 * Its fuses have to let it be driven: scripts/packaging/drivable.ts makes such a copy.
 */
export const packagedApp =
  process.env['SKEIN_PACKAGED'] === undefined ? null : resolve(root, process.env['SKEIN_PACKAGED'])

/** Starts `app`, a folder; the project's own is the packaged app where that is tested. */
export function start(
  app: string,
  words: readonly string[],
  env: Record<string, string>
): Promise<ElectronApplication> {
  return app === root && packagedApp !== null
    ? _electron.launch({ executablePath: packagedApp, args: [...words], cwd: root, env })
    : _electron.launch({ args: [app, ...words], cwd: root, env })
}

/** Ours, but with a home of its own: no spec reads or writes what belongs to the person who runs it. */
export function environment(folder: string): Record<string, string> {
  const own = { ...process.env, HOME: folder, USERPROFILE: folder, SKEIN_LOG: 'warn', SKEIN_DATA: undefined }
  return Object.fromEntries(
    Object.entries(own).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))
  )
}

/** Path of Electron's executable, or of the stand-in: what Playwright itself starts. */
function electronExecutable(): string {
  const path: unknown = createRequire(import.meta.url)('electron')
  if (typeof path !== 'string') throw new Error('the package electron gives no path')
  return path
}

/** Starts the app beside Playwright, with the desktop's data folder; its output is piped. */
export function spawnApp(
  desktop: Desktop,
  args: readonly string[] = [],
  cwd: string = root
): ChildProcessByStdio<null, Readable, Readable> {
  const words = [`--user-data-dir=${desktop.userData}`, ...args]
  const [program, all] =
    packagedApp === null ? [electronExecutable(), [root, ...words]] : [packagedApp, words]
  return spawn(program, all, { cwd, env: environment(desktop.folder), stdio: ['ignore', 'pipe', 'pipe'] })
}

/** Starts the app a second time beside Playwright; what it wrote, and its exit code. */
export async function runAgain(
  desktop: Desktop,
  args: readonly string[] = [],
  cwd: string = root
): Promise<{ code: unknown; stdout: string; stderr: string }> {
  const child = spawnApp(desktop, args, cwd)
  const [stdout, stderr]: [string[], string[]] = [[], []]
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => stdout.push(chunk))
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => stderr.push(chunk))
  const [code]: unknown[] = await once(child, 'close')
  return { code, stdout: stdout.join(''), stderr: stderr.join('') }
}

/** What the bridge tells the page of its server. */
export async function endpointOf(page: Page): Promise<Endpoint> {
  const endpoint = await page.evaluate(() => window.skein?.endpoint())
  if (endpoint === undefined) throw new Error('the page has no window.skein')
  return endpoint
}
