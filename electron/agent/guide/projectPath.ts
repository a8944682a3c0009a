/**
 * Keeps the guide inside the project. Every path it reads or writes passes through here first,
 * symlinks resolved, so that neither `..`, an absolute path nor a link leads out.
 */
import { lstat, realpath } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '../../../shared/errors.ts'

export type ProjectPath =
  /** `real` need not exist, but the folder that would hold it is inside. `shown` is for people. */
  | { readonly ok: true; readonly real: string; readonly shown: string }
  | { readonly ok: false; readonly sentence: string }

/** `given` as a person or an edited tool input has it; relative ones are of the project. Never rejects. */
export async function projectPath(cwd: string, given: string): Promise<ProjectPath> {
  const wanted = path.resolve(cwd, given)
  const shown = isWithin(cwd, wanted) ? path.relative(cwd, wanted) || '.' : given
  try {
    const root = await realpath(cwd)
    const real = await realPathOf(wanted)
    if (isWithin(root, real)) return { ok: true, real, shown }
  } catch (error) {
    return { ok: false, sentence: fileTrouble(error, shown) }
  }
  return {
    ok: false,
    sentence: `\`${shown}\` leads out of this project, and I stay inside it. Open the folder it is in as a project of its own.`
  }
}

/** What went wrong with a file, as a sentence. */
export function fileTrouble(error: unknown, shown: string): string {
  switch (codeOf(error)) {
    case 'ENOENT':
      return `There is no \`${shown}\` in this project. Type \`list\` to see what there is.`
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `\`${shown}\` may not be opened: the system does not allow it.`
    case 'ENOTDIR':
    case 'EEXIST':
      return `\`${shown}\` goes through a file as if it were a folder.`
    case 'ELOOP':
      return `\`${shown}\` is a link that leads in a circle or must not be followed.`
    case 'EFTYPE':
    case 'ENXIO':
      return `\`${shown}\` is not an ordinary file, so I leave it alone.`
    case 'ENAMETOOLONG':
      return 'That path is longer than this system can handle.'
    case 'ENOSPC':
    case 'EDQUOT':
      return `The disk is full, so \`${shown}\` could not be written. Free some space and try again.`
    case 'EMFILE':
    case 'ENFILE':
      return 'Too many files are open on this machine. Close something and try again.'
    default:
      return `\`${shown}\` could not be used (${codeOf(error) ?? 'for a reason the system does not tell'}).`
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
