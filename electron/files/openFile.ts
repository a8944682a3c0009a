/** Opens a file an answer named: checked to be there, in the person's editor or by the system. */
import { realpath, stat } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import { Refusal, messageOf } from '../../shared/errors.ts'
import type { OpenFile } from '../../shared/files.ts'
import { editorCommand } from './editorCommand.ts'
import { pathWithin } from './lookAtFiles.ts'
import { systemOpener } from './systemOpener.ts'

export interface OpenFileOptions {
  /** The project's real path. */
  readonly folder: string
  /** The person's own command, null: the system decides. */
  readonly editor: string | null
  readonly platform: NodeJS.Platform
  readonly start: (program: string, args: readonly string[]) => Promise<void>
}

/**
 * Answers with the path relative to the project, null when it lies outside, as only a full path may.
 * Refuses with 404 `file_not_found` and 502 `editor_failed`.
 */
export async function openFile(wish: OpenFile, options: OpenFileOptions): Promise<string | null> {
  // The real file decides what is opened and how, whatever the link that leads to it is called.
  const { path, isExecutable } = await look(resolve(options.folder, wish.path))
  const inside = pathWithin(options.folder, path)
  if (inside === null && !isAbsolute(wish.path) && path !== options.folder) {
    throw notFound(`“${wish.path}” leads out of the project. Open it by its full path.`)
  }
  const chosen =
    options.editor === null ? null : editorCommand(options.editor, { path, line: wish.line ?? null })
  const { program, args } = chosen ?? systemOpener({ path, isExecutable }, options.platform)
  try {
    await options.start(program, args)
  } catch (error) {
    const advice = chosen
      ? 'Check the editor in the settings: the full path of its program works best.'
      : 'Choose an editor in the settings.'
    throw new Refusal(502, 'editor_failed', `${program} could not open it (${messageOf(error)}). ${advice}`, {
      cause: error
    })
  }
  return inside
}

async function look(asked: string): Promise<{ readonly path: string; readonly isExecutable: boolean }> {
  try {
    const path = await realpath(asked)
    const stats = await stat(path)
    return { path, isExecutable: stats.isFile() && (stats.mode & 0o111) !== 0 }
  } catch (error) {
    throw notFound(`There is no file “${asked}” any more, or it cannot be read.`, error)
  }
}

function notFound(sentence: string, cause?: unknown): Refusal {
  return new Refusal(404, 'file_not_found', sentence, { cause })
}
