/**
 * What lies in a folder that somebody has typed and that the list of files has not: one that is ignored, one behind a
 * link, one that is newer than the list; at the top of the project, files that are ignored. Used by
 * `projectFiles.ts`.
 */
import type { Dirent } from 'node:fs'
import type { FileMatch } from '../../shared/files.ts'
import { folderEntries } from './folderEntries.ts'
import { addFiles, emptyTable } from './fileTable.ts'
import { rankFiles } from './fileRanking.ts'
import { onDisk, typedParts } from './onDisk.ts'

/** Entries that are looked at. */
const MOST_ENTRIES = 10_000
const nobody: ReadonlyMap<string, number> = new Map()

/**
 * The entries that fit what is typed behind the last slash, best first; none where that is no folder of the project.
 * Links among them are told where they lead to something in the project. Throws when `signal` says so.
 *
 * @param root a real path
 * @param knows whether the list has what lies in that folder (`a/b/`); of the top (`''`), whether it has anything that fits
 */
export async function matchesInTypedFolder(options: {
  readonly root: string
  readonly query: string
  readonly limit: number
  readonly knows: (folder: string) => boolean
  readonly signal: AbortSignal
}): Promise<FileMatch[]> {
  const { root, query, limit, knows, signal } = options
  const { folder: written, name } = typedParts(query.trim())
  const folder = written.replace(/^\.\//u, '')
  if (folder === '') return matchesAtTop(options, name)
  if (knows(folder)) return []
  const found = await onDisk(root, folder, signal)
  if (found.kind !== 'folder' || found.path === '') return []
  const paths = pathsOf(await entriesOf(found.real, signal), `${found.path}/`)
  return withoutDeadLinks(root, name === '' ? bare(paths, limit) : ranked(paths, name, limit), signal)
}

/**
 * Files that are ignored are left out there as long as the list has something that fits, but for the one whose name was
 * typed. An ignored folder is looked into once its slash is typed.
 */
async function matchesAtTop(
  { root, limit, knows, signal }: Parameters<typeof matchesInTypedFolder>[0],
  name: string
): Promise<FileMatch[]> {
  if (name === '') return []
  if (knows('')) {
    const found = await onDisk(root, name, signal)
    return found.kind === 'file' ? ranked([found.path], name, 1) : []
  }
  const paths = pathsOf(await entriesOf(root, signal), '').filter((path) => !path.endsWith('/'))
  const matches = await withoutDeadLinks(root, ranked(paths, name, limit), signal)
  return matches.filter(({ path }) => !path.endsWith('/'))
}

function pathsOf(entries: readonly Dirent[], folder: string): string[] {
  return entries.map((entry) => `${folder}${entry.name}${entry.isDirectory() ? '/' : ''}`)
}

async function withoutDeadLinks(
  root: string,
  files: readonly FileMatch[],
  signal: AbortSignal
): Promise<FileMatch[]> {
  const looked = await Promise.all(files.map((match) => withLinks(root, match, signal)))
  return looked.filter((match) => match !== null)
}

async function entriesOf(folder: string, signal: AbortSignal): Promise<Dirent[]> {
  const all: Dirent[] = []
  for await (const entries of folderEntries(folder)) {
    signal.throwIfAborted()
    all.push(...entries.filter(({ name }) => name !== '.git'))
    if (all.length >= MOST_ENTRIES) break
  }
  return all
}

function bare(paths: readonly string[], limit: number): FileMatch[] {
  return paths
    .toSorted()
    .slice(0, limit)
    .map((path) => ({ path, positions: [] }))
}

function ranked(paths: readonly string[], name: string, limit: number): FileMatch[] {
  const table = emptyTable()
  const inside = new Set(paths)
  addFiles(table, paths)
  // The folders around them are rows, too.
  return rankFiles(name, table, nobody, limit * 2)
    .filter(({ path }) => inside.has(path))
    .slice(0, limit)
}

/** A link as what it leads to; null when that is nothing, or not in the project. */
async function withLinks(root: string, match: FileMatch, signal: AbortSignal): Promise<FileMatch | null> {
  if (match.path.endsWith('/')) return match
  const found = await onDisk(root, match.path, signal)
  if (found.kind === 'folder') return { ...match, path: `${match.path}/` }
  return found.kind === 'file' ? match : null
}
