/**
 * What a repository tracks, whether its rules ignore it or not. Read from the index; git is asked only where an
 * index is split in two. Used by `listFiles.ts`.
 */
import { join, relative, sep } from 'node:path'
import type { Repository } from './findRepository.ts'
import type { IndexEntry } from './indexEntries.ts'
import { readRepository } from './isolatedRepository.ts'
import { GitFailed } from './processGit.ts'
import { readIndex } from './readIndex.ts'

/** More are not kept: of so many files a list is not complete anyway. */
const MOST_FILES = 500_000
const MOST_FOLDERS = 200_000
/** Characters of all paths together. */
const MOST_CHARACTERS = 64 * 1024 * 1024

/** Paths are relative to the folder that was asked about, `/` between their parts. */
export interface Tracked {
  readonly isEmpty: boolean
  /** A repository inside counts as one. */
  hasFile(path: string): boolean
  /** Whether something tracked lies in it; `path` ends with `/`. */
  hasFolder(path: string): boolean
}

/** Nothing where the index is missing, or cannot be read. Rejects only with the signal's reason. */
export async function trackedFiles(
  repository: Repository,
  folder: string,
  signal: AbortSignal
): Promise<Tracked> {
  const { gitFolder, hashBytes, top } = repository
  const inside = relative(top, folder).split(sep).join('/')
  const kept = new KeptPaths(inside === '' ? '' : `${inside}/`)
  const index = await readIndex(join(gitFolder, 'index'), hashBytes, (entries) => kept.add(entries), signal)
  if (index.kind !== 'split') return kept
  // Looked at before git is let at it: a hostile one would fill its memory.
  const shared = await readIndex(
    join(gitFolder, `sharedindex.${index.shared}`),
    hashBytes,
    (entries) => kept.counts(entries),
    signal
  )
  if (shared.kind !== 'whole') return kept
  try {
    const args = ['ls-files', '-z', '--cached', '--full-name']
    const wish = { folder, readsObjects: false, signal, sharedIndex: index.shared }
    for await (const paths of readRepository(repository, args, wish)) {
      if (!kept.add(paths.map((path) => ({ path, kind: 'file' })))) break
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof GitFailed)) throw error
  }
  return kept
}

/** By folder, because only a few of them are ever asked about: one set of all paths would cost more than reading them. */
class KeptPaths implements Tracked {
  readonly #folders = new Map<string, string[]>()
  readonly #asked = new Map<string, ReadonlySet<string>>()
  readonly #prefix: string
  #count = 0
  #characters = 0

  constructor(prefix: string) {
    this.#prefix = prefix
  }

  get isEmpty(): boolean {
    return this.#count === 0
  }

  hasFile(path: string): boolean {
    const folder = path.slice(0, path.lastIndexOf('/') + 1)
    const paths = this.#asked.get(folder) ?? new Set(this.#folders.get(folder))
    this.#asked.set(folder, paths)
    return paths.has(path)
  }

  hasFolder(path: string): boolean {
    return this.#folders.has(path)
  }

  /** Whether there is room for more. */
  add(entries: readonly IndexEntry[]): boolean {
    let lastFolder = ''
    let paths: string[] = this.#listOf('')
    for (const { path } of entries) {
      if (!path.startsWith(this.#prefix)) continue
      const inside = this.#prefix === '' ? path : path.slice(this.#prefix.length)
      const folder = inside.slice(0, inside.lastIndexOf('/') + 1)
      // Neighbours in the index mostly lie in one folder.
      if (folder !== lastFolder) paths = this.#listOf(folder)
      lastFolder = folder
      paths.push(inside)
    }
    return this.counts(entries)
  }

  /** The same, of paths that are not kept. */
  counts(entries: readonly IndexEntry[]): boolean {
    for (const { path } of entries) {
      if (!path.startsWith(this.#prefix)) continue
      this.#count += 1
      this.#characters += path.length
    }
    return this.#count < MOST_FILES && this.#characters < MOST_CHARACTERS && this.#folders.size < MOST_FOLDERS
  }

  /** Also the folders it lies in, so that `hasFolder` knows them. */
  #listOf(folder: string): string[] {
    const known = this.#folders.get(folder)
    if (known !== undefined) return known
    const paths: string[] = []
    this.#folders.set(folder, paths)
    for (let end = folder.lastIndexOf('/', folder.length - 2) + 1; end > 0;) {
      const outer = folder.slice(0, end)
      if (this.#folders.has(outer)) break
      this.#folders.set(outer, [])
      end = outer.lastIndexOf('/', outer.length - 2) + 1
    }
    return paths
  }
}
