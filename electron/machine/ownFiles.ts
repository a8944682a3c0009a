/**
 * Files that are Skein's own: opened, read and written so that a link, a file of somebody else or one that has a second
 * name is refused, never followed. Whoever plants one would be believed (a token), told something (a log), or have a
 * file of the person's overwritten. Used for all that lies in the data folder; that the folder itself is the person's
 * is `launch/dataFolderGuard.ts`.
 *
 * On Windows there are no owners to compare and no way to open without following; a link is looked for before.
 */
import { randomUUID } from 'node:crypto'
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  ftruncateSync,
  lstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import type { Stats } from 'node:fs'
import { codeOf } from '../../shared/errors.ts'

/** Says what is wrong and what helps, in sentences. */
export class NotOurs extends Error {
  readonly code = 'NOT_OURS'

  constructor(path: string, what: string, remedy = `Remove it (\`rm '${path}'\`) and start Skein again.`) {
    super(`${path} ${what}. ${remedy}`)
    this.name = 'NotOurs'
  }
}

export const whatIsWrong = {
  link: 'is a link, and Skein follows none to its own files',
  owner: 'belongs to another user of this machine',
  names: 'has a second name somewhere (a hard link), so that it could be read or changed there',
  kind: 'is not a plain file'
} as const

/** For reading and appending as `fs.promises.open` takes it: fails with `ELOOP` at a link. */
export const noFollow = {
  read: constants.O_RDONLY | nofollow(),
  append: constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | nofollow()
}

/** Not there on Windows, whatever the types say. */
function nofollow(): number {
  const flag: number | undefined = constants.O_NOFOLLOW
  return flag ?? 0
}

export type OwnUse =
  | 'read'
  /** Made when it is not there, for its owner alone. */
  | 'append'
  /** The same, emptied: only once it is known to be ours. */
  | 'replace'

export interface OwnOptions {
  /** A second name is no harm to what only grows by our own words, and backups make such names. */
  readonly names?: 'one' | 'any'
  /** Writing to a device changes nobody's file: tests of full disks lead there by a link. */
  readonly deviceBehindLink?: boolean
}

/** The descriptor of a plain file of ours. Throws `NotOurs`, and what the file system throws. */
export function openOwn(path: string, use: OwnUse, options: OwnOptions = {}): number {
  const descriptor = openUnfollowed(path, use, options)
  try {
    const stats = fstatSync(descriptor)
    const isDevice = options.deviceBehindLink === true && stats.isCharacterDevice()
    if (!isDevice) {
      const wrong = wrongWith(stats, options)
      if (wrong !== null) throw new NotOurs(path, wrong)
      // Older versions, or a person's `cp`, may have left it open to others.
      if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) fchmodSync(descriptor, 0o600)
      if (use === 'replace') ftruncateSync(descriptor)
    }
    return descriptor
  } catch (error) {
    closeSync(descriptor)
    throw error
  }
}

function openUnfollowed(path: string, use: OwnUse, { deviceBehindLink }: OwnOptions): number {
  // A pipe would hold us for ever: it is opened without waiting, and then refused.
  const flags = flagsOf[use] | nonblock()
  if (process.platform === 'win32' && isLink(path)) throw new NotOurs(path, whatIsWrong.link)
  try {
    return openSync(path, flags | nofollow(), 0o600)
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENXIO') throw new NotOurs(path, whatIsWrong.kind) // a pipe nobody reads, or a socket
    if (code !== 'ELOOP' && code !== 'EMLINK' && code !== 'EFTYPE') throw error
    if (deviceBehindLink === true && statSync(path, { throwIfNoEntry: false })?.isCharacterDevice() === true)
      return openSync(path, flags)
    throw new NotOurs(path, whatIsWrong.link)
  }
}

const flagsOf: Readonly<Record<OwnUse, number>> = {
  read: constants.O_RDONLY,
  append: constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY,
  replace: constants.O_CREAT | constants.O_WRONLY
}

function nonblock(): number {
  const flag: number | undefined = constants.O_NONBLOCK
  return flag ?? 0
}

/** What is not as it should be with a file of ours that was looked at without following it; null when all is well. */
export function wrongWith(stats: Stats, { names = 'one' }: OwnOptions = {}): string | null {
  if (stats.isSymbolicLink()) return whatIsWrong.link
  const uid = process.geteuid?.()
  if (uid !== undefined && stats.uid !== uid) return whatIsWrong.owner
  if (!stats.isFile()) return whatIsWrong.kind
  return names === 'one' && stats.nlink > 1 ? whatIsWrong.names : null
}

/**
 * Makes a folder in the data folder, for its owner alone, unless it is there. The data folder itself is made at the start
 * and never again: one that was moved away while Skein runs would be begun anew, and what is written there lost with it.
 * False when it was there.
 */
export function makeOwnFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 })
    return true
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error
    return false
  }
}

/** The text of a file of ours, null when there is none. Throws `NotOurs`. */
export function readOwn(path: string): string | null {
  try {
    const descriptor = openOwn(path, 'read')
    try {
      return readFileSync(descriptor, 'utf8')
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null
    throw error
  }
}

/** Puts a text in the place of what is there: whole or not at all, for its owner alone. Throws `NotOurs`. */
export function writeOwn(path: string, text: string): void {
  const there = lstatSync(path, { throwIfNoEntry: false })
  const wrong = there === undefined ? null : wrongWith(there)
  if (wrong !== null) throw new NotOurs(path, wrong)
  const draft = `${path}.${randomUUID()}`
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600 })
    renameSync(draft, path)
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

/** The name itself, or one with a number behind it: what was set aside before is not overwritten. */
export function unusedName(path: string): string {
  for (let number = 2, name = path; ; number += 1) {
    if (lstatSync(name, { throwIfNoEntry: false }) === undefined) return name
    name = `${path}-${number}`
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
}
