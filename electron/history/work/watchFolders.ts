/**
 * Tells which transcripts of an agent change while Skein runs. Watches the folders they lie in, and says a file's name no
 * more than once in a while; where the system cannot watch (too many folders, a network drive), the next walk sees it.
 */
import { watch } from 'node:fs'
import type { FSWatcher } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Folders watched at a time, the newest of each source first come: more would use up what the system has. */
const MOST_FOLDERS = 1_000
/** Milliseconds in which changes of files are gathered. */
const GATHER_MS = 150

export interface WatchFoldersOptions {
  /** The folders in whose folders transcripts lie. */
  readonly roots: readonly string[]
  /** Full paths of files that may have changed, each once. */
  readonly changed: (files: readonly string[]) => void
  /** A folder came or went: everything has to be looked at. */
  readonly moved: () => void
}

export class WatchedFolders {
  readonly #options: WatchFoldersOptions
  readonly #watchers = new Map<string, FSWatcher>()
  #changed = new Set<string>()
  #timer: NodeJS.Timeout | null = null
  #isClosed = false

  constructor(options: WatchFoldersOptions) {
    this.#options = options
  }

  /** Watches what is there now; again after folders came. Never rejects. */
  async look(): Promise<void> {
    for (const root of this.#options.roots) {
      // A file that is written into it moves no folder.
      this.#watch(root, (_, event) => {
        if (event === 'rename') this.#options.moved()
      })
      for (const name of await foldersIn(root)) {
        const folder = join(root, name)
        this.#watch(folder, (file) => {
          if (file.endsWith('.jsonl')) this.#note(join(folder, file))
        })
      }
    }
  }

  close(): void {
    this.#isClosed = true
    if (this.#timer !== null) clearTimeout(this.#timer)
    for (const watcher of this.#watchers.values()) watcher.close()
    this.#watchers.clear()
  }

  #watch(folder: string, changed: (file: string, event: string) => void): void {
    if (this.#isClosed || this.#watchers.has(folder) || this.#watchers.size >= MOST_FOLDERS) return
    try {
      const watcher = watch(folder, { persistent: false }, (event, name) => {
        if (name !== null) changed(basename(name), event)
      })
      const end = (): void => {
        watcher.close()
        this.#watchers.delete(folder)
      }
      watcher.on('error', end)
      this.#watchers.set(folder, watcher)
    } catch {
      // Not there yet, or the system watches no more of them: the next walk sees what changes.
    }
  }

  #note(file: string): void {
    this.#changed.add(file)
    this.#timer ??= setTimeout(() => {
      this.#timer = null
      const changed = [...this.#changed]
      this.#changed = new Set()
      this.#options.changed(changed)
    }, GATHER_MS).unref()
  }
}

async function foldersIn(root: string): Promise<string[]> {
  try {
    return (await readdir(root, { withFileTypes: true })).flatMap((entry) =>
      entry.isDirectory() || entry.isSymbolicLink() ? [entry.name] : []
    )
  } catch {
    return [] // Not there yet: it is watched once it is.
  }
}
