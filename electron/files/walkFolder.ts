/**
 * The files of a folder, by walking it and never by running anything: what `.gitignore` files and
 * `.git/info/exclude` say holds, what a repository tracks is there in spite of it. Links are named and never
 * followed, so the walk stays inside and ends. Used by `listFiles.ts`, and by itself for a first answer.
 */
import type { Dirent } from 'node:fs'
import { join } from 'node:path'
import { readForeignText } from '../machine/readForeignFile.ts'
import { nextTurn } from '../slices.ts'
import { PIECE_ENTRIES, folderEntries } from './folderEntries.ts'
import type { Work } from './ignoreGlob.ts'
import { IgnoreRules, MOST_RULES_BYTES, isIgnored } from './ignoreRules.ts'
import type { ScopedRules } from './ignoreRules.ts'
import { WalkCut } from './walkCut.ts'

/** Of all ignore files of a walk together. */
const MOST_RULES_BYTES_TOGETHER = 16 * 1024 * 1024
/** Folders that are looked into. */
const MOST_FOLDERS = 200_000
/** Entries that are looked at, whether they are told or not. */
const MOST_ENTRIES = 2_000_000
/** Characters of all paths that are told together. */
const MOST_CHARACTERS = 48 * 1024 * 1024
/** Of one path: a longer one is no good to anybody. */
const LONGEST_PATH = 4_096
/** Folders whose first entries are read at once: the disk answers them side by side. */
const AT_ONCE = 16
/** Paths that are told together, once the first are there: whoever takes them has its own cost for each batch. */
const TOLD_TOGETHER = 1_000
/** The first batches come as they are found. */
const TOLD_AT_ONCE = 64
/** What all rules together may cost, and what they may until others get their turn: some 10 s, some 5 ms. */
const MOST_STEPS = 2_000_000_000
const STEPS_A_TURN = 1_000_000

/** What a repository says about a folder in it, beside the ignore files that lie in the folder. */
export interface RepositoryView {
  /** Path of the folder in its repository, ending with `/`; empty when it is its top. */
  readonly prefix: string
  readonly rules: readonly ScopedRules[]
  /** Its rules ignore the folder itself: only what is tracked counts. */
  readonly isIgnored: boolean
  /** By paths from the folder; those of folders end with `/`. */
  readonly isTracked: (path: string) => boolean
}

/** Whose rules hold in a folder: the walk's own, or those of a repository inside. */
interface Scope {
  /** Path of the folder it begins at, from the walk's root. */
  readonly root: string
  readonly prefix: string
  readonly isTracked: RepositoryView['isTracked']
}

interface Folder {
  /** Relative to the walk's root, ending with `/`; empty for the root. */
  readonly path: string
  readonly scope: Scope
  readonly rules: readonly ScopedRules[]
  /** Everything in it is ignored, but for what is tracked. */
  readonly isIgnored: boolean
}

export interface WalkOptions {
  /** Also the folders in each, ending with `/`, before it has looked into them. */
  readonly tellsFolders?: boolean
  /** What the folder's repository says. Null: it is in none, and what nobody wrote by hand is left out by name. */
  readonly repository?: RepositoryView | null
  /** Asked of each folder inside that has a `.git`: null when it is no repository of its own. */
  readonly repositoryIn?: (folder: string) => Promise<RepositoryView | null>
}

/** Never listed where no repository says what is anybody's own work. */
const usuallyLeftOut: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules'])
const leftOutOfRepositories: ReadonlySet<string> = new Set(['.git'])

/**
 * Yields paths relative to `root`, `/` between their parts, in batches, nearest folders first. Throws `WalkCut`,
 * or the signal's reason.
 */
export async function* walkFolder(
  root: string,
  signal: AbortSignal,
  options: WalkOptions = {}
): AsyncGenerator<string[]> {
  const walk = new Walk(root, signal, options)
  let batches = 0
  let together: string[] = []
  for await (const paths of walk.run()) {
    together = together.length === 0 ? paths : [...together, ...paths]
    if (batches >= TOLD_AT_ONCE && together.length < TOLD_TOGETHER) continue
    batches += 1
    yield together
    together = []
  }
  if (together.length > 0) yield together
  if (walk.isCut) throw new WalkCut('the folder holds more than is listed')
}

/** The entries of a folder, of which the first are on their way. */
interface BegunEntries {
  /** Null at the end. */
  readonly next: () => Promise<readonly Dirent[] | null>
  /** Lets the folder go, wherever it stands. */
  readonly close: () => Promise<void>
}

function begun(folder: string): BegunEntries {
  const pieces = folderEntries(folder)
  let first: Promise<IteratorResult<Dirent[], void>> | null = pieces.next()
  // Told to whoever asks for it; nobody may, when another folder went wrong before.
  first.catch(() => undefined)
  return {
    next: async () => {
      const piece = await (first ?? pieces.next())
      first = null
      return piece.done === true ? null : piece.value
    },
    close: async () => {
      await pieces.return(undefined)
    }
  }
}

const nowhere: Scope = { root: '', prefix: '', isTracked: () => false }

class Walk {
  readonly #root: string
  readonly #signal: AbortSignal
  readonly #options: WalkOptions
  readonly #leftOut: ReadonlySet<string>
  readonly #work: Work = { steps: 0 }
  #turnAt = STEPS_A_TURN
  #rulesBytes = 0
  #folders = 0
  #entries = 0
  #characters = 0
  #isCut = false
  #waiting: Folder[] = []

  constructor(root: string, signal: AbortSignal, options: WalkOptions) {
    this.#root = root
    this.#signal = signal
    this.#options = options
    this.#leftOut = options.repository ? leftOutOfRepositories : usuallyLeftOut
  }

  /** Whether something was left out because there is too much; known at the end. */
  get isCut(): boolean {
    return this.#isCut
  }

  async *run(): AsyncGenerator<string[]> {
    const { repository = null } = this.#options
    this.#waiting = [
      repository === null
        ? { path: '', scope: nowhere, rules: [], isIgnored: false }
        : this.#enter('', repository)
    ]
    // Level by level, so that what has been walked is let go.
    while (this.#waiting.length > 0) {
      const level = this.#waiting
      this.#waiting = []
      for (let at = 0; at < level.length; at += AT_ONCE) {
        yield* this.#lookAtAll(level.slice(at, at + AT_ONCE))
        if (this.#isFull) return
      }
    }
  }

  /** More would be too much to look at, or to keep. */
  get #isFull(): boolean {
    return this.#entries > MOST_ENTRIES || this.#characters > MOST_CHARACTERS
  }

  /** In their order. */
  async *#lookAtAll(folders: readonly Folder[]): AsyncGenerator<string[]> {
    const opened = folders.map((folder) => ({ folder, entries: begun(join(this.#root, folder.path)) }))
    try {
      for (const { folder, entries } of opened) {
        if (this.#isFull) {
          this.#isCut = true
          return
        }
        yield* this.#look(folder, entries)
      }
    } finally {
      await Promise.all(opened.map(({ entries }) => entries.close()))
    }
  }

  async *#look(folder: Folder, begunEntries: BegunEntries): AsyncGenerator<string[]> {
    let here: Folder | null = null
    for (;;) {
      const entries = await begunEntries.next()
      if (entries === null) break
      this.#signal.throwIfAborted()
      here ??= await this.#withOwnRules(folder, entries)
      const told: string[] = []
      for (const entry of entries) {
        const path = this.#take(entry, here)
        if (path !== null) told.push(path)
        if (this.#work.steps < this.#turnAt) continue
        this.#turnAt = this.#work.steps + STEPS_A_TURN
        await nextTurn(this.#signal)
      }
      if (told.length > 0) yield told
      this.#entries += entries.length
      if (this.#isFull) {
        this.#isCut = true
        return
      }
    }
    this.#signal.throwIfAborted()
  }

  /** The entry's path, when it is one to tell; a folder to look into is kept for later. */
  #take(entry: Dirent, folder: Folder): string | null {
    if (this.#leftOut.has(entry.name)) return null
    const isFolder = entry.isDirectory()
    if (!isFolder && !entry.isFile() && !entry.isSymbolicLink()) return null
    const path = folder.path + entry.name
    if (path.length > LONGEST_PATH) return null
    const isOut = folder.isIgnored || this.#isIgnored(path, isFolder, folder)
    const told = isFolder ? `${path}/` : path
    if (isOut && !folder.scope.isTracked(told.slice(folder.scope.root.length))) return null
    if (isFolder) this.#keepForLater({ ...folder, path: told, isIgnored: isOut })
    if (isFolder && this.#options.tellsFolders !== true) return null
    this.#characters += told.length
    return told
  }

  #keepForLater(folder: Folder): void {
    this.#folders += 1
    if (this.#folders <= MOST_FOLDERS) this.#waiting.push(folder)
    else this.#isCut = true
  }

  #isIgnored(path: string, isFolder: boolean, { rules, scope }: Folder): boolean {
    if (rules.length === 0 || this.#work.steps > MOST_STEPS) return false
    return isIgnored(scope.prefix + path.slice(scope.root.length), isFolder, rules, this.#work)
  }

  /** With what the folder itself says; of a repository inside, with nothing but that. */
  async #withOwnRules(folder: Folder, entries: readonly Dirent[]): Promise<Folder> {
    // Where more entries are to come, nobody knows yet what is among them.
    const has = (name: string): boolean =>
      entries.length === PIECE_ENTRIES || entries.some((entry) => entry.name === name)
    let here = folder
    const files = has('.gitignore') ? ['.gitignore'] : []
    if (has('.git')) {
      const inside =
        folder.path === '' ? null : await this.#options.repositoryIn?.(join(this.#root, folder.path))
      if (inside) here = this.#enter(folder.path, inside)
      else if (!this.#options.repository) files.unshift(join('.git', 'info', 'exclude'))
    }
    return files.length === 0 ? here : this.#with(here, files)
  }

  #enter(path: string, { prefix, rules, isIgnored: isOut, isTracked }: RepositoryView): Folder {
    return { path, scope: { root: path, prefix, isTracked }, rules, isIgnored: isOut }
  }

  /** The weaker file first. What a link leads to says nothing, as in git. */
  async #with(folder: Folder, files: readonly string[]): Promise<Folder> {
    const mostBytes = Math.min(MOST_RULES_BYTES, Math.max(0, MOST_RULES_BYTES_TOGETHER - this.#rulesBytes))
    const texts = await Promise.all(
      files.map((file) =>
        readForeignText(join(this.#root, folder.path, file), { mostBytes, followsLinks: false })
      )
    )
    const { prefix, root } = folder.scope
    const offset = prefix.length + folder.path.length - root.length
    const own = texts.flatMap((text) => (text === null ? [] : [{ rules: new IgnoreRules(text), offset }]))
    for (const text of texts) this.#rulesBytes += text?.length ?? 0
    return { ...folder, rules: [...folder.rules, ...own] }
  }
}
