/**
 * Lets git read a repository without reading what the repository configures. Git is given a `.git` folder of
 * our own, which holds nothing, and beside it by name what it may look at: the index, the working tree, the
 * objects. The folder's own `config`, its hooks, includes, remotes, filters, `config.worktree`, `commondir` and
 * whatever later versions of git will read from there are never opened, so no key of theirs can name a program.
 * Used by `trackedFiles.ts`.
 */
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readForeignFile } from '../machine/readForeignFile.ts'
import type { Repository } from './findRepository.ts'
import { GitFailed, readGit } from './processGit.ts'

export interface RepositoryWish {
  /** Full path of the folder in the working tree that paths are told from. */
  readonly folder: string
  /** Whether git may look into the repository's objects; nothing missing is ever fetched. */
  readonly readsObjects: boolean
  readonly signal: AbortSignal
  readonly limitMs?: number
  /** Object name of the shared part of a split index. */
  readonly sharedIndex?: string
}

/** What `git ARGS` says about a repository, as `readGit` yields and throws. */
export async function* readRepository(
  repository: Repository,
  args: readonly string[],
  { folder, readsObjects, sharedIndex, ...limits }: RepositoryWish
): AsyncGenerator<string[]> {
  const isolated = await mkdtemp(join(tmpdir(), 'skein-git-'))
  try {
    await lay(isolated, repository)
    if (sharedIndex !== undefined) {
      const name = `sharedindex.${sharedIndex}`
      await symlink(join(repository.gitFolder, name), join(isolated, name))
    }
    const objects = readsObjects ? await objectsOf(repository) : join(isolated, 'objects')
    yield* readGit({
      args: ['-C', folder, ...args],
      configuration: 'none',
      variables: {
        GIT_DIR: isolated,
        GIT_WORK_TREE: repository.top,
        GIT_INDEX_FILE: join(repository.gitFolder, 'index'),
        GIT_OBJECT_DIRECTORY: objects
      },
      ...limits
    })
  } finally {
    await rm(isolated, { recursive: true, force: true })
  }
}

/** The least that git takes for a repository. */
async function lay(isolated: string, { hashBytes }: Repository): Promise<void> {
  const isFoldingCase = process.platform === 'win32' || process.platform === 'darwin'
  const config = [
    '[core]',
    `repositoryformatversion = ${hashBytes === 32 ? 1 : 0}`,
    'bare = false',
    `ignorecase = ${isFoldingCase}`,
    ...(process.platform === 'darwin' ? ['precomposeunicode = true'] : []),
    ...(process.platform === 'win32' ? ['longpaths = true'] : []),
    ...(hashBytes === 32 ? ['[extensions]', 'objectformat = sha256'] : [])
  ]
  await Promise.all([
    mkdir(join(isolated, 'objects')),
    mkdir(join(isolated, 'refs')),
    writeFile(join(isolated, 'HEAD'), 'ref: refs/heads/none\n'),
    writeFile(join(isolated, 'config'), `${config.join('\n')}\n`)
  ])
}

/** Also the list of where else objects are is a file that a folder brings along. */
async function objectsOf({ commonFolder }: Repository): Promise<string> {
  const objects = join(commonFolder, 'objects')
  const elsewhere = await readForeignFile(join(objects, 'info', 'alternates'), {
    mostBytes: 64 * 1024,
    followsLinks: false
  })
  const isFit =
    elsewhere.kind === 'missing' ||
    (elsewhere.kind === 'bytes' && elsewhere.isWhole && !/^[\\/]{2}/mu.test(elsewhere.bytes.toString()))
  if (!isFit) throw new GitFailed('the list of other object folders cannot be read', null)
  return objects
}
