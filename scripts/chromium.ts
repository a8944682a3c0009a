/**
 * Where a Chromium is on this machine. Called by playwright.config.ts, the Electron stand-in, the
 * benchmarks and `provideChromium.ts`. Looks only; it starts and installs nothing.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import which from 'which'

/** What the search looks at, so that a test can describe another machine. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: NodeJS.ProcessEnv
  readonly exists: (path: string) => boolean
  /** Full path of a program on `PATH`, or null. */
  readonly onPath: (name: string) => string | null
  /** Where Playwright keeps the Chromium it downloads, whether or not it is there. */
  readonly playwrightPath: () => string
}

export const thisMachine: Machine = {
  platform: process.platform,
  env: process.env,
  exists: existsSync,
  onPath: (name) => which.sync(name, { nothrow: true }),
  playwrightPath: () => chromium.executablePath()
}

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const macApps = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium'
]

/**
 * Full path of a Chromium or Chrome: `CHROMIUM_PATH`, then what the system has, then what
 * Playwright has downloaded; null when there is none. A `CHROMIUM_PATH` that leads nowhere throws:
 * to test with another browser than the one asked for would prove the wrong thing.
 */
export function findChromium(machine: Machine = thisMachine): string | null {
  const asked = machine.env['CHROMIUM_PATH']
  if (asked !== undefined && asked !== '') {
    if (machine.exists(asked)) return asked
    throw new Error(`CHROMIUM_PATH is ${asked}, where no file is. Correct it or unset it.`)
  }
  return systemChromium(machine) ?? existing(machine, [machine.playwrightPath()])
}

/**
 * What end-to-end tests run in: Chromium without a browser around it where Debian's package of that is installed,
 * which takes two thirds of the time; else `findChromium`.
 */
export function findHeadlessShell(machine: Machine = thisMachine): string | null {
  const asked = machine.env['CHROMIUM_PATH'] ?? ''
  return (asked === '' ? machine.onPath(headlessShell) : null) ?? findChromium(machine)
}

export const headlessShell = 'chromium-headless-shell'

/** Flags without which Chromium does not start here: as root on Linux it has no sandbox. */
export function chromiumFlags(
  platform: NodeJS.Platform = process.platform,
  uid: number | undefined = process.getuid?.()
): readonly string[] {
  return platform === 'linux' && uid === 0 ? ['--no-sandbox'] : []
}

function systemChromium(machine: Machine): string | null {
  switch (machine.platform) {
    case 'darwin':
      return existing(machine, macApps)
    case 'win32':
      return existing(machine, windowsPaths(machine.env))
    default:
      for (const name of programs) {
        const path = machine.onPath(name)
        if (path !== null) return path
      }
      return null
  }
}

function windowsPaths(env: NodeJS.ProcessEnv): readonly string[] {
  const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']]
  return roots
    .filter((root) => root !== undefined)
    .map((root) => join(root, 'Google', 'Chrome', 'Application', 'chrome.exe'))
}

function existing(machine: Machine, paths: readonly string[]): string | null {
  return paths.find((path) => path !== '' && machine.exists(path)) ?? null
}
