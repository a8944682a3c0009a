/** Opens a file an answer named: checked to be there, in the person's editor or by the system. */
import { stat } from 'node:fs/promises'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import { Refusal, codeOf, messageOf } from '../../shared/errors.ts'
import type { OpenFile } from '../../shared/files.ts'
import { editorCommand } from './editorCommand.ts'
import { systemOpener } from './systemOpener.ts'

export interface OpenFileOptions {
  readonly folder: string
  /** The person's own command, null: the system decides. */
  readonly editor: string | null
  readonly platform: NodeJS.Platform
  readonly start: (program: string, args: readonly string[]) => Promise<void>
}

/**
 * Answers with the path relative to the project, null when it lies outside. Refuses with 404
 * `file_not_found` and 502 `editor_failed`.
 */
export async function openFile(wish: OpenFile, options: OpenFileOptions): Promise<string | null> {
  const path = isAbsolute(wish.path) ? wish.path : resolve(options.folder, wish.path)
  const isExecutable = await look(path)
  const chosen =
    options.editor === null ? null : editorCommand(options.editor, { path, line: wish.line ?? null })
  const { program, args } = chosen ?? systemOpener({ path, isExecutable }, options.platform)
  try {
    await options.start(program, args)
  } catch (error) {
    const advice = 'Choose another editor in the settings.'
    throw new Refusal(502, 'editor_failed', `${program} could not open it (${messageOf(error)}). ${advice}`, {
      cause: error
    })
  }
  const inside = relative(options.folder, path)
  return inside === '' || inside.startsWith('..') || isAbsolute(inside) ? null : inside.split(sep).join('/')
}

/** Whether it is a program. */
async function look(path: string): Promise<boolean> {
  try {
    const stats = await stat(path)
    return stats.isFile() && (stats.mode & 0o111) !== 0
  } catch (error) {
    const code = codeOf(error) ?? 'unknown'
    throw new Refusal(404, 'file_not_found', `There is no file ${path} any more (${code}).`, { cause: error })
  }
}
