/** Opens a file an answer named: checked to be there, in the person's editor or by the system. */
import { open, realpath, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join, posix, win32 } from 'node:path'
import { messageOf } from '../../shared/errors.ts'
import type { OpenFile } from '../../shared/files.ts'
import { Refusal } from '../refusal.ts'
import { editorCommand } from './editorCommand.ts'
import { followLocally, LeadsElsewhere, leadsElsewhereFrom } from './localPath.ts'
import type { Elsewhere, PathDisk } from './localPath.ts'
import { pathWithin } from './lookAtFiles.ts'
import { onDisk } from './onDisk.ts'
import { headBytes } from './shownKinds.ts'
import { systemOpener } from './systemOpener.ts'
import type { OpenedFile } from './systemOpener.ts'

export interface OpenFileOptions {
  /** The project's real path. */
  readonly folder: string
  /** The person's own command, null: the system decides. */
  readonly editor: string | null
  readonly platform: NodeJS.Platform
  readonly start: (program: string, args: readonly string[]) => Promise<void>
  /** What `~/` stands for; the person's own folder unless told otherwise. */
  readonly home?: string
  /** A test gives one that tells what it was asked. */
  readonly disk?: PathDisk
}

/**
 * Answers with the path relative to the project, null when it lies outside, as only a full path may.
 * Refuses with 404 `file_not_found` and 502 `editor_failed`.
 */
export async function openFile(wish: OpenFile, options: OpenFileOptions): Promise<string | null> {
  const elsewhere = leadsElsewhereFrom(options.folder, wish.path, options.platform)
  if (elsewhere !== null) throw notFound(elsewhere, wish.path)
  // The real file decides what is opened and how, whatever the link that leads to it is called.
  const { asked, isFull } = await asOnDisk(wish.path, options)
  const file = await look(asked, options)
  const { path } = file
  const inside = pathWithin(options.folder, path)
  if (inside === null && !isFull && path !== options.folder) {
    throw notFound('outside', wish.path)
  }
  const chosen =
    options.editor === null ? null : editorCommand(options.editor, { path, line: wish.line ?? null })
  const { program, args } = chosen ?? systemOpener(file, options.platform)
  try {
    await options.start(program, args)
  } catch (error) {
    const parameters = { program, reason: messageOf(error), chosen: chosen ? 1 : 0 }
    throw new Refusal(502, 'editor_failed', parameters, { cause: error })
  }
  return inside
}

/** `~` is a shell's word; what is called so in the project comes first. */
function isAtHome(path: string): boolean {
  return /^~[\\/](?!(?:.*[\\/])?\.\.(?:[\\/]|$))/u.test(path)
}

/** The full path itself if something is there, else what a person would take it for; and whether it was asked for as one. */
async function asOnDisk(
  written: string,
  { folder, home, platform }: OpenFileOptions
): Promise<{ readonly asked: string; readonly isFull: boolean }> {
  const { isAbsolute, resolve } = platform === 'win32' ? win32 : posix
  const itself = { asked: resolve(folder, written), isFull: isAbsolute(written) }
  const way = pathWithin(folder, itself.asked)
  if (way === null) return itself
  const found = await onDisk(folder, way, new AbortController().signal)
  if (found.kind === 'nothing' && isAtHome(written)) {
    return { asked: join(home ?? homedir(), written.slice(2)), isFull: true }
  }
  // As it is written there; links are followed by whoever opens it.
  return found.kind === 'file' || found.kind === 'folder'
    ? { ...itself, asked: join(folder, found.path) }
    : itself
}

async function look(asked: string, { folder, editor, platform, disk }: OpenFileOptions): Promise<OpenedFile> {
  try {
    // Nothing on the way leads off this machine; what is left for the system is how names are written.
    const path = await realpath(await followLocally(asked, folder, platform, disk))
    const stats = await stat(path)
    if (stats.isDirectory()) return { path, isExecutable: false, isFolder: true }
    if (!stats.isFile()) throw notFound('no_file', asked)
    const isExecutable = (stats.mode & 0o111) !== 0
    const tellsNothing = editor === null && !isExecutable && !/\.[^\\/]*$/u.test(path)
    return { path, isExecutable, head: tellsNothing ? await headOf(path) : null }
  } catch (error) {
    if (error instanceof Refusal) throw error
    if (error instanceof LeadsElsewhere) throw notFound(error.elsewhere, asked)
    throw notFound('gone', asked, error)
  }
}

async function headOf(path: string): Promise<Uint8Array> {
  const handle = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}

function notFound(why: Elsewhere | 'gone' | 'no_file' | 'outside', file: string, cause?: unknown): Refusal {
  return new Refusal(404, 'file_not_found', { why, file }, { cause })
}
