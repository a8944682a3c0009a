/**
 * What a path that somebody wrote is on the disk, within one project: names are found as a person means them, whatever the
 * normal form and the case, and through links that stay in the project. What leads out of it is not looked at. Used by
 * `missingPaths.ts` and `typedFolder.ts`.
 */
import { lstat } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { folderEntries } from './folderEntries.ts'
import { followLocally, LeadsElsewhere, leadsElsewhere } from './localPath.ts'
import { pathWithin } from './lookAtFiles.ts'

export type OnDisk =
  | {
      readonly kind: 'file' | 'folder'
      /** Relative to the project, in the disk's own writing; empty for the project's folder. */
      readonly path: string
      /** The same behind all links, absolute. */
      readonly real: string
    }
  /** Nothing is there. */
  | { readonly kind: 'nothing' }
  /** It leads out of the project, or nobody may look. */
  | { readonly kind: 'untold' }

const MOST_STEPS = 64
/** Entries of a folder among which a name of another writing is looked for. */
const MOST_ENTRIES = 50_000

/** @param root a real path · Never rejects for what the disk says; throws when `signal` says so. */
export async function onDisk(root: string, written: string, signal: AbortSignal): Promise<OnDisk> {
  if (leadsElsewhere(written, process.platform) !== null) return { kind: 'untold' }
  const steps = stepsOf(written)
  if (steps === null) return { kind: 'untold' }
  try {
    return await walk(root, steps, signal)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof LeadsElsewhere) return { kind: 'untold' }
    const code = codeOf(error)
    if (code === null) throw error
    return { kind: code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP' ? 'nothing' : 'untold' }
  }
}

/** Null for what is no path within the project, by its names alone. */
function stepsOf(written: string): readonly string[] | null {
  const separators = process.platform === 'win32' ? /[\\/]/u : /\//u
  if (written.startsWith('/')) return null
  const steps: string[] = []
  for (const step of written.split(separators)) {
    if (step === '' || step === '.') continue
    if (step === '..' && steps.pop() === undefined) return null
    if (step !== '..') steps.push(step)
  }
  return steps.length > MOST_STEPS ? null : steps
}

async function walk(root: string, steps: readonly string[], signal: AbortSignal): Promise<OnDisk> {
  let real = root
  let path = ''
  let kind: 'file' | 'folder' = 'folder'
  for (const step of steps) {
    signal.throwIfAborted()
    if (kind === 'file') return { kind: 'nothing' }
    const found = await entryOf(real, step, signal)
    if (found === null) return { kind: 'nothing' }
    const { name, stats } = found
    path = path === '' ? name : `${path}/${name}`
    real = join(real, name)
    if (stats.isSymbolicLink()) {
      // Link by link: one that leads to another machine is not followed there.
      real = await followLocally(real, root, process.platform)
      if (real !== root && pathWithin(root, real) === null) return { kind: 'untold' }
      kind = (await lstat(real)).isDirectory() ? 'folder' : 'file'
    } else kind = stats.isDirectory() ? 'folder' : 'file'
  }
  return { kind, path, real }
}

/** The entry of that name, else one that differs in its normal form or its case alone; null when there is none. */
async function entryOf(
  folder: string,
  name: string,
  signal: AbortSignal
): Promise<{ readonly name: string; readonly stats: Stats } | null> {
  try {
    return { name, stats: await lstat(join(folder, name)) }
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
  }
  const twin = await twinOf(folder, name, signal)
  return twin === null ? null : { name: twin, stats: await lstat(join(folder, twin)) }
}

async function twinOf(folder: string, name: string, signal: AbortSignal): Promise<string | null> {
  const wanted = plainName(name)
  let seen = 0
  for await (const entries of folderEntries(folder)) {
    signal.throwIfAborted()
    const twin = entries.find((entry) => plainName(entry.name) === wanted)
    if (twin) return twin.name
    seen += entries.length
    // Too many to be sure: it may be among the others.
    if (seen >= MOST_ENTRIES) throw Object.assign(new Error('too many entries'), { code: 'EMFILE' })
  }
  return null
}

function plainName(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC')
}

/** The folder and the name of a path that is being typed, as it was typed. */
export function typedParts(query: string): { readonly folder: string; readonly name: string } {
  const typed = query.replaceAll('\\', '/')
  if (typed.endsWith('/')) return { folder: typed, name: '' }
  const folder = dirname(typed)
  return { folder: folder === '.' ? '' : `${folder}/`, name: basename(typed) }
}
