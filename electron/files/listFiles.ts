/**
 * Lists a project's files, as git would and without running git in it: a folder that was only opened is not
 * trusted. Used by `projectFiles.ts`.
 */
import { join, relative, sep } from 'node:path'
import { findRepository, repositoryAt } from '../git/findRepository.ts'
import type { Repository } from '../git/findRepository.ts'
import { personsExcludes } from '../git/personsExcludes.ts'
import { trackedFiles } from '../git/trackedFiles.ts'
import { readForeignText } from '../machine/readForeignFile.ts'
import { IgnoreRules, MOST_RULES_BYTES, isIgnored } from './ignoreRules.ts'
import type { ScopedRules } from './ignoreRules.ts'
import { walkFolder } from './walkFolder.ts'
import type { RepositoryView } from './walkFolder.ts'

/** Repositories inside that are looked at; in those beyond, what is both tracked and ignored is left out. */
const MOST_REPOSITORIES = 2_000

/**
 * Yields paths relative to `folder`, `/` between their parts, in batches as they are found: what a repository tracks
 * and what no rule of it ignores, also in repositories inside. Throws when `signal` says so, and `WalkCut` when there
 * is more than is walked.
 */
export async function* listFiles(folder: string, signal: AbortSignal): AsyncGenerator<string[]> {
  signal.throwIfAborted()
  const [repository, persons] = await Promise.all([findRepository(folder), personsRules(signal)])
  let left = MOST_REPOSITORIES
  yield* walkFolder(folder, signal, {
    repository: repository && (await viewOf(repository, folder, persons, signal)),
    repositoryIn: async (inside) => {
      left -= 1
      const own = left < 0 ? null : await repositoryAt(inside)
      return own && viewOf(own, inside, persons, signal)
    }
  })
}

async function personsRules(signal: AbortSignal): Promise<readonly ScopedRules[]> {
  const text = await personsExcludes(signal)
  return text === null ? [] : [{ rules: new IgnoreRules(text), offset: 0 }]
}

/** Null where the repository ignores the folder and tracks nothing in it: then it has no say there. */
async function viewOf(
  repository: Repository,
  folder: string,
  persons: readonly ScopedRules[],
  signal: AbortSignal
): Promise<RepositoryView | null> {
  const { top, commonFolder } = repository
  const inside = relative(top, folder).split(sep).join('/')
  const prefix = inside === '' ? '' : `${inside}/`
  const outer = foldersAround(prefix)
  const [tracked, exclude, ...texts] = await Promise.all([
    trackedFiles(repository, folder, signal),
    // It is in nobody's working tree, and some keep one for all: there git follows a link.
    rulesIn(join(commonFolder, 'info', 'exclude'), true),
    ...outer.map((base) => rulesIn(join(top, base, '.gitignore'), false))
  ])
  const rules = [
    ...persons,
    ...scoped(exclude, 0),
    ...texts.flatMap((text, place) => scoped(text, outer[place]?.length ?? 0))
  ]
  const isOut = [...outer, prefix].some(
    (path) => path !== '' && isIgnored(path.slice(0, -1), true, rulesAbove(path, rules), { steps: 0 })
  )
  if (isOut && tracked.isEmpty) return null
  return {
    prefix,
    rules,
    isIgnored: isOut,
    isTracked: (path) =>
      tracked.hasFile(path) ||
      (path.endsWith('/') && (tracked.hasFolder(path) || tracked.hasFile(path.slice(0, -1))))
  }
}

function rulesIn(file: string, followsLinks: boolean): Promise<string | null> {
  return readForeignText(file, { mostBytes: MOST_RULES_BYTES, followsLinks })
}

function scoped(text: string | null, offset: number): ScopedRules[] {
  return text === null ? [] : [{ rules: new IgnoreRules(text), offset }]
}

/** Of those, the ones that speak of a folder: they lie further out. */
function rulesAbove(path: string, rules: readonly ScopedRules[]): readonly ScopedRules[] {
  return rules.filter(({ offset }) => offset < path.length)
}

/** For `a/b/`: the top, and `a/`. */
function foldersAround(prefix: string): string[] {
  const folders: string[] = []
  for (let slash = -1; slash < prefix.length - 1; slash = prefix.indexOf('/', slash + 1)) {
    folders.push(prefix.slice(0, slash + 1))
  }
  return prefix === '' ? [] : folders
}
