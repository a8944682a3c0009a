/** Whether and how the desktop app can run on this machine. Called by start.ts and dev.ts. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root, runNode, tool } from './run.ts'

/** Fetching Electron may take this long; behind a closed network it must not keep anyone waiting. */
const downloadLimitMs = 60_000

export type DesktopReadiness =
  | { readonly ready: true; readonly executable: string }
  /** What is missing, as part of a sentence: "no display". */
  | { readonly ready: false; readonly missing: string }

/** Looks for a display and for Electron's binary, which is fetched when it is not there yet. */
export async function desktopReadiness(): Promise<DesktopReadiness> {
  if (!hasDisplay())
    return { ready: false, missing: 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)' }
  const executable = electronExecutable() ?? (await fetchElectron())
  if (executable !== null) return { ready: true, executable }
  return { ready: false, missing: "Electron's binary is missing and could not be downloaded" }
}

/** On macOS and Windows there is always one. */
export function hasDisplay(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env
): boolean {
  if (platform === 'darwin' || platform === 'win32') return true
  return Boolean(env['DISPLAY']) || Boolean(env['WAYLAND_DISPLAY'])
}

/** Electron's executable where its package put it, by the package's own rules; null when it is not there. */
function electronExecutable(): string | null {
  const folder = join(root, 'node_modules', 'electron')
  const note = join(folder, 'path.txt')
  const name = existsSync(note) ? readFileSync(note, 'utf8').trim() : 'electron'
  const executable = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), name)
  return existsSync(executable) ? executable : null
}

async function fetchElectron(): Promise<string | null> {
  process.stderr.write("Fetching Electron's binary, once…\n")
  // Its own output is a stack trace when there is no network; our caller says what it means.
  const code = await runNode(tool.installElectron, [], { stdio: 'ignore', limitMs: downloadLimitMs })
  return code === 0 ? electronExecutable() : null
}
