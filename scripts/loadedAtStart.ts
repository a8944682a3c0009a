/**
 * What of the built server is loaded by the time it answers. By hand: `node scripts/loadedAtStart.ts` lists the
 * files with their sizes. `tests/contract/loadedAtStart.test.ts` says what must not be among them.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, sep } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { z } from 'zod'
import { ensureBuilt } from './freshBuild.ts'
import { root } from './run.ts'

const Ready = z.object({ url: z.url() })

export interface LoadedFile {
  /** Relative to the project, `/` between its parts. */
  readonly path: string
  readonly bytes: number
}

/** The largest first. Rejects when the server does not start. */
export async function loadedAtStart(): Promise<readonly LoadedFile[]> {
  await ensureBuilt()
  const folder = mkdtempSync(join(tmpdir(), 'skein-loaded-'))
  const list = join(folder, 'loaded')
  const notes = pathToFileURL(join(import.meta.dirname, 'noteLoaded.ts')).href
  const program = join(root, 'out', 'main', 'headless.js')
  const child = spawn(
    process.execPath,
    ['--import', notes, program, '--port', '0', '--data', join(folder, 'data')],
    {
      env: { ...process.env, HOME: folder, USERPROFILE: folder, SKEIN_LOG: 'silent', SKEIN_LOADED: list },
      stdio: ['ignore', 'pipe', 'inherit']
    }
  )
  try {
    const { url } = Ready.parse(await firstLine(child.stdout))
    const page = await fetch(url)
    if (!page.ok) throw new Error(`the server answered ${page.status}`)
    return readFileSync(list, 'utf8')
      .split('\n')
      .filter((address) => address.startsWith('file:'))
      .map((address) => fileURLToPath(address))
      .map((path) => ({ path: relative(root, path).split(sep).join('/'), bytes: statSync(path).size }))
      .toSorted((a, b) => b.bytes - a.bytes)
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit')
      child.kill()
      await ended
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

async function firstLine(output: NodeJS.ReadableStream): Promise<unknown> {
  for await (const line of createInterface({ input: output })) {
    const parsed: unknown = JSON.parse(line)
    return parsed
  }
  throw new Error('the server did not start')
}

if (process.argv[1] === import.meta.filename) {
  const files = await loadedAtStart()
  const kB = (bytes: number): string => (bytes / 1000).toFixed(1).padStart(8)
  for (const { path, bytes } of files) process.stdout.write(`${kB(bytes)} kB  ${path}\n`)
  process.stdout.write(`${kB(files.reduce((sum, { bytes }) => sum + bytes, 0))} kB  in all\n`)
}
