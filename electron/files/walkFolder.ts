/**
 * The files of a folder where git cannot tell them, by walking it: what `.gitignore` files and
 * `.git/info/exclude` say holds here too. Links are named and never followed, so the walk stays inside and
 * ends. Used by `listFiles.ts`.
 */
import type { Dirent } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import ignore from 'ignore'
import type { Ignore } from 'ignore'
import { codeOf } from '../../shared/errors.ts'

/** A folder's rules, and how much of a path they do not look at. */
interface Rules {
  readonly rules: Ignore
  /** Length of the folder's own path, with its `/`. */
  readonly offset: number
}

interface Folder {
  /** Relative to the root, ending with `/`; empty for the root. */
  readonly path: string
  readonly rules: readonly Rules[]
}

/** Never listed, whatever the rules say: too large, and nobody's own work. */
const alwaysLeftOut: ReadonlySet<string> = new Set(['.git', '.hg', '.svn', 'node_modules'])

/** As git has it by default on these systems. */
const ignorecase = process.platform === 'win32' || process.platform === 'darwin'

/**
 * Yields paths relative to `root`, `/` between their parts, a batch per folder, nearest folders first. With
 * `tellsFolders` also the folders in each, ending with `/`, before it has looked into them.
 */
export async function* walkFolder(
  root: string,
  signal: AbortSignal,
  { tellsFolders = false } = {}
): AsyncGenerator<string[]> {
  const waiting: Folder[] = [{ path: '', rules: [] }]
  for (const folder of waiting) {
    signal.throwIfAborted()
    const entries = await entriesOf(join(root, folder.path))
    const rules = [...folder.rules, ...(await ownRules(root, folder.path, entries))]
    const files: string[] = []
    for (const entry of entries) {
      const path = folder.path + entry.name
      if (alwaysLeftOut.has(entry.name)) continue
      if (entry.isDirectory()) {
        if (isIgnored(`${path}/`, rules)) continue
        waiting.push({ path: `${path}/`, rules })
        if (tellsFolders) files.push(`${path}/`)
      } else if ((entry.isFile() || entry.isSymbolicLink()) && !isIgnored(path, rules)) {
        files.push(path)
      }
    }
    if (files.length > 0) yield files
  }
}

/** The weaker first. */
async function ownRules(root: string, path: string, entries: readonly Dirent[]): Promise<Rules[]> {
  const names = new Set(entries.map(({ name }) => name))
  const texts = [
    names.has('.git') ? await readRules(join(root, path, '.git', 'info', 'exclude')) : null,
    names.has('.gitignore') ? await readRules(join(root, path, '.gitignore')) : null
  ]
  return texts.flatMap((text) =>
    text === null ? [] : [{ rules: ignore({ ignorecase }).add(text), offset: path.length }]
  )
}

/** The nearest file that has an opinion decides, as in git. */
function isIgnored(path: string, rules: readonly Rules[]): boolean {
  for (const { rules: own, offset } of rules.toReversed()) {
    const { ignored, unignored } = own.test(path.slice(offset))
    if (ignored || unignored) return ignored
  }
  return false
}

/** Rules that are missing, or cannot be read, say nothing. */
async function readRules(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (isOutOfReach(error)) return null
    throw error
  }
}

/** A folder that cannot be read, or vanished meanwhile, has no files to mention. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch (error) {
    if (isOutOfReach(error)) return []
    throw error
  }
}

function isOutOfReach(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR', 'ELOOP', 'ENAMETOOLONG'].includes(
    codeOf(error) ?? ''
  )
}
