/**
 * Keeps the guide inside the project. Every path it reads or writes passes through here first,
 * symlinks resolved, so that neither `..`, an absolute path nor a link leads out.
 */
import { lstat, realpath } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '../../../shared/errors.ts'
import { en } from './words/en.ts'
import type { GuideWords } from './words/words.ts'

export type ProjectPath =
  /** `real` need not exist, but the folder that would hold it is inside. `shown` is for people. */
  | { readonly ok: true; readonly real: string; readonly shown: string }
  | { readonly ok: false; readonly sentence: string }

/** `given` as a person or an edited tool input has it; relative ones are of the project. Never rejects. */
export async function projectPath(cwd: string, given: string, words: GuideWords = en): Promise<ProjectPath> {
  const wanted = path.resolve(cwd, given)
  const shown = isWithin(cwd, wanted) ? path.relative(cwd, wanted) || '.' : given
  try {
    const root = await realpath(cwd)
    const real = await realPathOf(wanted)
    if (isWithin(root, real)) return { ok: true, real, shown }
  } catch (error) {
    return { ok: false, sentence: fileTrouble(error, shown, words) }
  }
  return {
    ok: false,
    sentence: words.file.outside(shown)
  }
}

/** What went wrong with a file, as a sentence. */
export function fileTrouble(error: unknown, shown: string, { file }: GuideWords): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return file.missing(shown)
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return file.notAllowed(shown)
    case 'ENOTDIR':
    case 'EEXIST':
      return file.throughFile(shown)
    case 'ELOOP':
      return file.loop(shown)
    case 'EFTYPE':
    case 'ENXIO':
      return file.special(shown)
    case 'ENAMETOOLONG':
      return file.tooLong
    case 'ENOSPC':
    case 'EDQUOT':
      return file.full(shown)
    case 'EMFILE':
    case 'ENFILE':
      return file.tooMany
    default:
      return file.other(shown, codeOf(error))
  }
}

/** Like `realpath`, but the end of the path may be missing. A link that leads nowhere is not "missing". */
async function realPathOf(wanted: string): Promise<string> {
  try {
    return await realpath(wanted)
  } catch (error) {
    const parent = path.dirname(wanted)
    if (codeOf(error) !== 'ENOENT' || parent === wanted || (await isThere(wanted))) throw error
    return path.join(await realPathOf(parent), path.basename(wanted))
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file)
    return true
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false
    throw error
  }
}

function isWithin(root: string, real: string): boolean {
  const relative = path.relative(root, real)
  return relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}
