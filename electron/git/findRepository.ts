/**
 * Which repository a folder is in, found by looking and not by asking git: git would read what the repository
 * configures before it answers. Used by `listFiles.ts`.
 */
import { lstat, stat } from 'node:fs/promises'
import { dirname, join, resolve, sep } from 'node:path'
import { codeOf } from '../../shared/errors.ts'
import { readForeignFile } from '../machine/readForeignFile.ts'

export interface Repository {
  /** The folder that holds `.git`. */
  readonly top: string
  /** Of this working tree: has its index. */
  readonly gitFolder: string
  /** Of all its working trees: has their objects and `info/exclude`. */
  readonly commonFolder: string
  /** Bytes of an object's name: 20, or 32 for SHA-256. */
  readonly hashBytes: number
}

/** A `.git` file, or `commondir`: one path. */
const MOST_PATH_BYTES = 8 * 1024
const MOST_CONFIG_BYTES = 1024 * 1024

/** The repository `folder` lies in, on the same drive; null when there is none, or `folder` is in its `.git`. */
export async function findRepository(folder: string): Promise<Repository | null> {
  const drive = await driveOf(folder)
  for (let top = folder; ; top = dirname(top)) {
    if (drive === null || (await driveOf(top)) !== drive) return null
    const repository = await repositoryAt(top)
    if (repository !== null) return `${folder}${sep}`.startsWith(join(top, '.git', sep)) ? null : repository
    if (dirname(top) === top) return null
  }
}

/** The repository whose `.git` is in this folder itself; null when there is none. */
export async function repositoryAt(top: string): Promise<Repository | null> {
  const gitFolder = await gitFolderOf(join(top, '.git'), top)
  if (gitFolder === null || !(await isThere(join(gitFolder, 'HEAD')))) return null
  const common = await pathIn(join(gitFolder, 'commondir'), gitFolder)
  if (common.kind === 'refused') return null
  const commonFolder = common.kind === 'path' ? common.path : gitFolder
  return { top, gitFolder, commonFolder, hashBytes: await hashBytesOf(commonFolder) }
}

async function gitFolderOf(entry: string, top: string): Promise<string | null> {
  try {
    const seen = await lstat(entry)
    if (seen.isDirectory()) return entry
    // On Windows a link may lead to another machine, and only following it would tell.
    if (seen.isSymbolicLink()) {
      return process.platform !== 'win32' && (await stat(entry)).isDirectory() ? entry : null
    }
  } catch (error) {
    if (codeOf(error) === null) throw error
    return null // not there, or not ours to see
  }
  const named = await pathIn(entry, top, /^gitdir: (.+)$/u)
  return named.kind === 'path' ? named.path : null
}

type NamedPath = { readonly kind: 'path'; readonly path: string } | { readonly kind: 'none' | 'refused' }

/** The path a small file of git's holds, from `base`. */
async function pathIn(file: string, base: string, form = /^(.+)$/u): Promise<NamedPath> {
  const found = await readForeignFile(file, { mostBytes: MOST_PATH_BYTES, followsLinks: false })
  if (found.kind === 'missing') return { kind: 'none' }
  if (found.kind === 'unreadable' || !found.isWhole) return { kind: 'refused' }
  const path = form.exec(found.bytes.toString('utf8').replace(/[\r\n]+$/u, ''))?.[1]
  if (path === undefined || path.includes('\0') || leadsToNetwork(path)) return { kind: 'refused' }
  return { kind: 'path', path: resolve(base, path) }
}

/** `//host/share`, `\\host\share`, `\\?\UNC\…`: to look there tells that host who we are. No git writes such a path. */
function leadsToNetwork(path: string): boolean {
  return /^[\\/]{2}/u.test(path)
}

/** One line of the configuration, without reading the rest of it; a lie here makes the index unreadable. */
async function hashBytesOf(commonFolder: string): Promise<number> {
  const found = await readForeignFile(join(commonFolder, 'config'), {
    mostBytes: MOST_CONFIG_BYTES,
    followsLinks: false
  })
  const isLong =
    found.kind === 'bytes' && /^[ \t]*objectformat[ \t]*=[ \t]*"?sha256/imu.test(found.bytes.toString())
  return isLong ? 32 : 20
}

async function driveOf(folder: string): Promise<number | null> {
  try {
    return (await stat(folder)).dev
  } catch (error) {
    if (codeOf(error) === null) throw error
    return null
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    const seen = await lstat(path)
    return seen.isFile() || seen.isSymbolicLink()
  } catch (error) {
    if (codeOf(error) === null) throw error
    return false
  }
}
