/**
 * A page that leads a browser to a link which nobody else may read. The link opens Skein, and what stands on the command
 * line of a program can be read by every user of the machine. Called by `serveToBrowser.ts`.
 */
import { randomBytes } from 'node:crypto'
import { rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

export interface LinkFile {
  readonly path: string
  /** Idempotent. */
  remove(): void
}

/**
 * The home folder on Linux: browsers in a sandbox of their own (snap, Flatpak) see neither `/tmp` nor hidden folders.
 * Elsewhere the folder for temporary files is the person's own.
 */
export function linkFolder(platform: NodeJS.Platform = process.platform): string {
  return platform === 'linux' ? homedir() : tmpdir()
}

/** For its owner only. Throws what the file system says. */
export function writeLinkFile(link: string, folder: string = linkFolder()): LinkFile {
  const path = join(folder, `Skein-opens-${randomBytes(6).toString('hex')}.html`)
  const address = link.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
  const page = `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Skein</title><meta http-equiv="refresh" content="0;url=${address}"><a href="${address}">Skein</a>\n`
  // A new file, never one that is there: a link in its place would lead the words elsewhere.
  writeFileSync(path, page, { mode: 0o600, flag: 'wx' })
  return { path, remove: () => rmSync(path, { force: true }) }
}
