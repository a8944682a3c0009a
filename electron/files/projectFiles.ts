/** The file indexes of the projects somebody works in. One per server; owned by `createServer`. */
import type { ProjectId } from '../../shared/ids.ts'
import type { FileMatches } from '../../shared/files.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { FileIndex } from './fileIndex.ts'
import { lookAtFiles } from './lookAtFiles.ts'

/** An index of 100,000 files holds some 40 MB: of more projects than these the oldest is let go. */
const MAX_INDEXES = 4

export class ProjectFiles {
  readonly #options: { readonly clock: Clock; readonly log: Log }
  readonly #indexes = new Map<ProjectId, { readonly path: string; readonly index: FileIndex }>()

  constructor(options: { readonly clock: Clock; readonly log: Log }) {
    this.#options = options
  }

  async search(
    project: { readonly id: ProjectId; readonly path: string },
    query: string,
    limit: number
  ): Promise<FileMatches> {
    return this.#indexOf(project).search(query, limit)
  }

  /** `path` relative to the project. */
  touch(project: { readonly id: ProjectId; readonly path: string }, path: string): void {
    this.#indexOf(project).touch(path)
  }

  async close(): Promise<void> {
    await Promise.all([...this.#indexes.values()].map(({ index }) => index.close()))
    this.#indexes.clear()
  }

  #indexOf({ id, path }: { readonly id: ProjectId; readonly path: string }): FileIndex {
    const known = this.#indexes.get(id)
    this.#indexes.delete(id)
    const kept = known?.path === path ? known : this.#open(path)
    this.#indexes.set(id, kept)
    for (const [oldest, { index }] of this.#indexes) {
      if (this.#indexes.size <= MAX_INDEXES) break
      this.#indexes.delete(oldest)
      void index.close() // never rejects: its listing turns what goes wrong into a log line
    }
    return kept.index
  }

  #open(path: string): { readonly path: string; readonly index: FileIndex } {
    const index = new FileIndex({
      ...this.#options,
      // Loaded with the first search: a start does without.
      list: async function* (signal) {
        const { listFiles } = await import('./listFiles.ts')
        yield* listFiles(path, signal)
      },
      near: async function* (signal) {
        const { walkFolder } = await import('./walkFolder.ts')
        yield* walkFolder(path, signal, { tellsFolders: true })
      },
      look: (paths, signal, tellFolder) => lookAtFiles(path, paths, signal, tellFolder),
      inFolder: async (query, limit, knows, signal) => {
        const { matchesInTypedFolder } = await import('./typedFolder.ts')
        return matchesInTypedFolder({ root: path, query, limit, knows, signal })
      }
    })
    return { path, index }
  }
}
