/** The Chromium in which the windows live: one process with a profile of its own, for one app. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import { chromiumFlags, findChromium } from '../../scripts/chromium.ts'
import { CdpPipe } from './cdpPipe.ts'

export interface Chromium {
  readonly cdp: CdpPipe
  readonly pid: number
  /** Settles when the process has ended, however it did. */
  readonly gone: Promise<void>
  /** Ends the process and removes its profile. */
  close(): Promise<void>
}

const flags = [
  '--headless=new',
  '--hide-scrollbars',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-extensions',
  '--disable-renderer-backgrounding',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  // Pages of the address bar, which nobody sees here; each would be a process beside every window.
  '--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup',
  '--password-store=basic',
  '--remote-debugging-pipe'
]

export interface ChromiumPlace {
  /** As Playwright asks for it; Chromium then says on standard error where it listens. */
  readonly debuggingPort: string | undefined
  /** Where pages and their compiled scripts are kept for the next start, as Electron keeps them; null for nowhere. */
  readonly cache: string | null
}

export function startChromium({ debuggingPort, cache }: ChromiumPlace): Chromium {
  const program = findChromium()
  if (program === null) throw new Error('The Electron stand-in needs a Chromium; set CHROMIUM_PATH.')
  const profile = mkdtempSync(join(tmpdir(), 'skein-standin-'))
  const port = debuggingPort === undefined ? [] : [`--remote-debugging-port=${debuggingPort}`]
  const kept = cache === null ? [] : [`--disk-cache-dir=${cache}`]
  const child = spawn(
    program,
    [...flags, ...chromiumFlags(), ...port, ...kept, `--user-data-dir=${profile}`],
    { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] }
  )
  const [, , stderr, output, input] = child.stdio
  if (stderr === null || !(output instanceof Writable) || !(input instanceof Readable)) {
    throw new Error('Chromium has no pipe.')
  }
  passOnAddress(stderr)
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve())
    child.once('error', () => resolve())
  })
  const kill = (): void => void child.kill('SIGKILL')
  process.once('exit', kill)
  const cdp = new CdpPipe(input, output)
  const close = async (): Promise<void> => {
    // It may die while it answers; then it is gone all the same.
    await Promise.race([gone, cdp.send('Browser.close').catch(kill)])
    const limit = setTimeout(kill, 3_000)
    await gone
    clearTimeout(limit)
    process.off('exit', kill)
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  return { cdp, pid: child.pid ?? 0, gone, close }
}

/** Playwright reads this one line from Electron's standard error; the rest is Chromium's noise. */
function passOnAddress(stderr: Readable): void {
  let partial = ''
  stderr.setEncoding('utf8')
  stderr.on('data', (chunk: string) => {
    const lines = `${partial}${chunk}`.split('\n')
    partial = lines.pop() ?? ''
    for (const line of lines) if (line.startsWith('DevTools listening on ')) process.stderr.write(`${line}\n`)
  })
}
