/**
 * Builds `out/` when it is missing or older than the sources. Called by serve, start, test and e2e.
 */
import { mkdirSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { takeFolderLock, type FolderLock } from '../electron/launch/folderLock.ts'
import { outputToStderr, root, runNode, tool } from './run.ts'

const outputs = [
  'out/main/main.js',
  'out/main/headless.js',
  'out/preload/preload.cjs',
  'out/renderer/index.html'
]
const sources = ['electron', 'renderer', 'shared', 'scripts/build', 'package.json', 'electron.vite.config.ts']

/** True when every output is there and none is older than the newest source in `folder`. */
export function isFresh(folder: string): boolean {
  const built = outputs.map((path) => modifiedAt(join(folder, path)))
  if (built.includes(null)) return false
  const oldestOutput = Math.min(...built.map((time) => time ?? 0))
  return newestSource(sources.map((path) => join(folder, path))) <= oldestOutput
}

/**
 * Builds if needed, with the build's output on standard error. Two that start together build once:
 * the second waits for the first. Rejects when the build fails.
 */
export async function ensureBuilt(): Promise<void> {
  if (isFresh(root)) return
  const lock = await takeBuildLock()
  try {
    if (isFresh(root)) return
    process.stderr.write('Building Skein…\n')
    const code = await runNode(tool.electronVite, ['build'], { stdio: outputToStderr })
    if (code !== 0) throw new Error(`The build failed (exit code ${code}); its output above says why.`)
  } finally {
    lock.release()
  }
}

async function takeBuildLock(): Promise<FolderLock> {
  const folder = join(root, 'out')
  mkdirSync(folder, { recursive: true })
  for (;;) {
    const taken = takeFolderLock(folder, 'build')
    if (taken.kind === 'taken') return taken.lock
    await delay(100)
  }
}

function newestSource(paths: readonly string[]): number {
  let newest = 0
  for (const path of paths) {
    const stat = statSync(path)
    newest = Math.max(newest, stat.mtimeMs)
    if (!stat.isDirectory()) continue
    const inside = readdirSync(path)
      .filter((name) => !/\.test\.tsx?$/.test(name))
      .map((name) => join(path, name))
    newest = Math.max(newest, newestSource(inside))
  }
  return newest
}

/** Milliseconds since 1970, or null when the file is not there. */
function modifiedAt(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
}
