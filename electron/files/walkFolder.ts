/**
 * The files of a folder that is no git repository, by walking it: what `.gitignore` files say holds here
 * too. Symlinks are not followed, so the walk stays inside and ends. Used by `listFiles.ts`.
 */
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
const alwaysLeftOut = new Set(['.git', '.hg', '.svn', 'node_modules'])

/** Yields paths relative to `root`, `/` between their parts, a batch per folder, nearest folders first. */
export async function* walkFolder(root: string, signal: AbortSignal): AsyncGenerator<string[]> {
  const waiting: Folder[] = [{ path: '', rules: [] }]
  for (let folder = waiting.shift(); folder !== undefined; folder = waiting.shift()) {
    signal.throwIfAborted()
    const rules = await withOwnRules(root, folder)
    const files: string[] = []
    for (const entry of await entriesOf(join(root, folder.path))) {
      const path = folder.path + entry.name
      if (alwaysLeftOut.has(entry.name)) continue
      if (entry.isDirectory()) {
        if (!isIgnored(`${path}/`, rules)) waiting.push({ path: `${path}/`, rules })
      } else if (entry.isFile() && !isIgnored(path, rules)) {
        files.push(path)
      }
    }
    if (files.length > 0) yield files
  }
}

async function withOwnRules(root: string, { path, rules }: Folder): Promise<readonly Rules[]> {
  const text = await readRules(join(root, path, '.gitignore'))
  return text === null ? rules : [...rules, { rules: ignore().add(text), offset: path.length }]
}

/** The nearest file that has an opinion decides, as in git. */
function isIgnored(path: string, rules: readonly Rules[]): boolean {
  for (const { rules: own, offset } of rules.toReversed()) {
    const { ignored, unignored } = own.test(path.slice(offset))
    if (ignored || unignored) return ignored
  }
  return false
}

async function readRules(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'EPERM') return null
    throw error
  }
}

/** A folder that cannot be read, or vanished meanwhile, has no files to mention. */
async function entriesOf(folder: string): Promise<Awaited<ReturnType<typeof readEntries>>> {
  try {
    return await readEntries(folder)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EACCES' || code === 'EPERM' || code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}

function readEntries(folder: string) {
  return readdir(folder, { withFileTypes: true })
}
