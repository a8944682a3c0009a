/** Browser mode for people: starts the server, prints the link, opens it. Called by start.ts and dev.ts. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import openInBrowser from 'open'
import { z } from 'zod'
import { messageOf } from '../shared/errors.ts'
import { writeLinkFile } from './linkFile.ts'
import { root } from './run.ts'

/** The one line headless.ts prints when it is ready. */
const Ready = z.object({ url: z.url(), token: z.string(), pid: z.number() })

export interface BrowserOptions {
  readonly open: boolean
  /** `out/main/headless.js` unless told otherwise. */
  readonly entry?: string
  readonly env?: NodeJS.ProcessEnv
  /** Where the page is when it is not the session server that serves it. */
  readonly pageUrl?: string
}

/** Runs until the server ends; its exit code. Signals that come to us are passed on. */
export async function serveToBrowser(flags: readonly string[], options: BrowserOptions): Promise<number> {
  const entry = join(root, options.entry ?? 'out/main/headless.js')
  const server = spawn(process.execPath, [entry, ...flags], {
    cwd: root,
    env: { SKEIN_LOG: 'warn', ...process.env, ...options.env },
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const passOn = (signal: NodeJS.Signals): void => void server.kill(signal)
  process.on('SIGINT', passOn)
  process.on('SIGTERM', passOn)
  createInterface({ input: server.stdout }).once('line', (line) => {
    const { url, token } = Ready.parse(JSON.parse(line))
    const link = `${options.pageUrl ?? url}#token=${token}`
    process.stdout.write(`Skein is at ${link}\n`)
    if (options.open) void openByFile(link).catch(sayNotOpened)
  })
  const [code] = await once(server, 'close')
  return typeof code === 'number' ? code : 1
}

/** Milliseconds in which a browser that has to start first has read it. */
const fileLifeMs = 30_000

/** By a file with the link in it: the words of a command line can be read by everybody. */
async function openByFile(link: string): Promise<void> {
  const file = writeLinkFile(link)
  process.once('exit', () => file.remove())
  setTimeout(() => file.remove(), fileLifeMs).unref()
  await openInBrowser(file.path)
}

function sayNotOpened(error: unknown): void {
  process.stderr.write(`No browser could be opened (${messageOf(error)}); open the link yourself.\n`)
}
