/** Lists a project's files: by git where it can, by walking where not. Used by `projectFiles.ts`. */
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { listWithGit } from './processGit.ts'
import { walkFolder } from './walkFolder.ts'

/**
 * Yields paths relative to `folder`, `/` between their parts, in batches as they are found; links and files
 * that were deleted without telling git are among them. Throws when git broke off in the middle, or `signal`
 * says so.
 */
export async function* listFiles(folder: string, signal: AbortSignal): AsyncGenerator<string[]> {
  const repositories: string[] = []
  let told = false
  try {
    for await (const batch of listWithGit(folder, signal)) {
      told = true
      repositories.push(...batch.filter((path) => path.endsWith('/')))
      yield batch.filter((path) => !path.endsWith('/'))
    }
  } catch (error) {
    signal.throwIfAborted()
    // It began and broke off: half a list is no list, and walking now would tell everything twice.
    if (told) throw error
  }
  // Also where git knows nothing: an empty repository, a folder the repository around it ignores.
  if (!told) yield* walkFolder(folder, signal)
  for (const repository of repositories) yield* listInside(folder, repository, signal)
}

/** What lies in a repository inside; nothing while a submodule has not been fetched. */
async function* listInside(
  folder: string,
  repository: string,
  signal: AbortSignal
): AsyncGenerator<string[]> {
  const inside = join(folder, repository)
  if (!(await isThere(join(inside, '.git')))) return
  for await (const batch of listFiles(inside, signal)) yield batch.map((path) => repository + path)
}

async function isThere(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes(codeOf(error) ?? '')) return false
    throw error
  }
}
