/**
 * Whether somebody else on this machine could change what lies at a path: the file itself, a folder above it, or a link
 * on the way. Asked before a program is started (`trustedProgram.ts`) and before the data folder is used
 * (`dataFolderGuard.ts`): what others may write runs, or is believed, as the person.
 *
 * The rule, on Linux and macOS:
 * - Its owner is the person, root, or whoever owns `/` and `/usr` (in a container root may go by another number): those
 *   can change everything anyway.
 * - Nobody but the owner may write, except a group that is the person's alone (Debian and Fedora give everyone one, and
 *   make files writable by it), root's group, or the administrators' (Homebrew, `/usr/local`): those can become root.
 * - A folder that everybody may write to is fine only when it is sticky (`/tmp`), since there nobody can replace what
 *   is not theirs; what lies in it must then be the person's or root's. Directly in such a folder no program is
 *   started: anybody can put a library or a script beside it.
 *
 * Not looked at: access control lists beyond what the mode bits show of them, what a mount or a network drive allows on
 * its other side, and everything on Windows, where folders of programs and of people are closed by inherited lists that
 * Node cannot read.
 */
import { lstatSync, readFileSync, readlinkSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, isAbsolute, join, sep } from 'node:path'
import { codeOf } from '../../shared/errors.ts'

/** Whom this process runs as, and whom it need not fear. */
export interface Person {
  readonly uid: number
  readonly owners: ReadonlySet<number>
  /** Groups that may write without anybody being let in. */
  readonly groups: ReadonlySet<number>
  /** Whoever is in it may own programs for all: `admin` on macOS, null elsewhere. */
  readonly administrators: number | null
}

export interface ForeignHand {
  readonly path: string
  readonly kind: 'file' | 'folder' | 'link'
  /** `owner`: it belongs to somebody else; `everyone`, `group`: they may write to it. */
  readonly by: 'owner' | 'everyone' | 'group'
}

export interface Reach {
  /** Whether it may lie directly in a folder like `/tmp`, where others put what they like beside it. */
  readonly besideOthers: 'fine' | 'refused'
}

const STICKY = 0o1000
const MOST_LINKS = 40

/** Null on Windows, where there are no owners to compare. */
export function thisPerson(): Person | null {
  const [uid, gid] = [process.geteuid?.(), process.getegid?.()]
  if (uid === undefined || gid === undefined) return null
  const isMac = process.platform === 'darwin'
  return {
    uid,
    owners: new Set([0, uid, ...ownersOf(['/', '/usr'])]),
    groups: new Set([0, ...(isMac ? [ADMIN_OF_MACOS] : ownGroups({ uid, gid }))]),
    administrators: isMac ? ADMIN_OF_MACOS : null
  }
}

const ADMIN_OF_MACOS = 80
/** May become root; Debian's `staff` (50) owns /usr/local there. */
const ADMINISTRATORS: ReadonlySet<string> = new Set(['root', 'wheel', 'sudo', 'admin'])
const STAFF_OF_DEBIAN = 'staff:50'

/** Null when nobody else could change it. Throws when it is not there, or loops. */
export function foreignHand(
  path: string,
  person: Person | null = thisPerson(),
  { besideOthers }: Reach = { besideOthers: 'refused' }
): ForeignHand | null {
  if (person === null) return null
  if (!isAbsolute(path)) throw new Error(`${path} is not a full path`)
  let rest = path.split(sep).filter(isStep)
  let folder: string = sep
  let shared = isShared(lstatSync(folder))
  let links = 0
  while (rest.length > 0) {
    const [name = '', ...others] = rest
    rest = others
    if (name === '..') {
      folder = dirname(folder)
      shared = isShared(lstatSync(folder))
      continue
    }
    const here = join(folder, name)
    const stats = lstatSync(here)
    const hand = handOn(here, stats, shared, person)
    if (hand !== null) return hand
    if (stats.isSymbolicLink()) {
      links += 1
      if (links > MOST_LINKS) throw Object.assign(new Error(`${path} is a loop of links`), { code: 'ELOOP' })
      const target = readlinkSync(here)
      rest = [...target.split(sep).filter(isStep), ...rest]
      if (isAbsolute(target)) folder = sep
      shared = isShared(lstatSync(folder))
      continue
    }
    if (shared && rest.length === 0 && besideOthers === 'refused') {
      return { path: folder, kind: 'folder', by: 'everyone' }
    }
    folder = here
    shared = isShared(stats)
  }
  return null
}

function isStep(name: string): boolean {
  return name !== '' && name !== '.'
}

/** A folder in which everybody, or a whole group, may make files but not touch those of others. */
function isShared(stats: Stats): boolean {
  return stats.isDirectory() && (stats.mode & STICKY) !== 0 && (stats.mode & 0o022) !== 0
}

function handOn(path: string, stats: Stats, inShared: boolean, person: Person): ForeignHand | null {
  const kind = stats.isSymbolicLink() ? 'link' : stats.isDirectory() ? 'folder' : 'file'
  const isOfAdministrator = !inShared && person.administrators !== null && stats.gid === person.administrators
  // Whoever made a link cannot lead it elsewhere where only we may write.
  const mayBeAnyones = kind === 'link' && !inShared
  if (!person.owners.has(stats.uid) && !isOfAdministrator && !mayBeAnyones) return { path, kind, by: 'owner' }
  // The mode of a link says nothing; a sticky folder is judged by what lies in it.
  if (kind === 'link' || isShared(stats)) return null
  if ((stats.mode & 0o002) !== 0) return { path, kind, by: 'everyone' }
  if ((stats.mode & 0o020) !== 0 && !person.groups.has(stats.gid)) return { path, kind, by: 'group' }
  return null
}

function ownersOf(paths: readonly string[]): readonly number[] {
  return paths.flatMap((path) => {
    try {
      return [lstatSync(path).uid]
    } catch (error) {
      if (codeOf(error) === null) throw error
      return [] // there is no such folder here
    }
  })
}

/**
 * Groups whose accounts are all the person's or root's, and those of administrators, as `/etc/group` and `/etc/passwd`
 * tell. Where accounts are kept elsewhere, the group with the person's own number is taken for theirs: that is how
 * groups of one are made.
 */
function ownGroups({ uid, gid }: { readonly uid: number; readonly gid: number }): readonly number[] {
  const own = uid === gid ? [gid] : []
  try {
    const accounts = linesOf('/etc/passwd').map(([name = '', , id, group]) => ({
      name,
      uid: Number(id),
      gid: Number(group)
    }))
    const mine = new Set(['root', userInfo().username, ...namesOf(accounts, uid)])
    const groups = linesOf('/etc/group').map(([name = '', , id, members = '']) => ({
      name,
      gid: Number(id),
      members: members.split(',').filter((member) => member !== '')
    }))
    const known = groups.filter(
      (group) =>
        ADMINISTRATORS.has(group.name) ||
        `${group.name}:${group.gid}` === STAFF_OF_DEBIAN ||
        isMine(group, accounts, mine)
    )
    const foreign = new Set(groups.filter((group) => !known.includes(group)).map((group) => group.gid))
    return [...own.filter((id) => !foreign.has(id)), ...known.map((group) => group.gid)]
  } catch (error) {
    if (codeOf(error) === null) throw error
    return own // no such files, or no account of ours in them
  }
}

interface Account {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

/** A group nobody is in is nobody's yet: whoever joins it later would be let in, so somebody of ours must be in it. */
function isMine(
  group: { readonly gid: number; readonly members: readonly string[] },
  accounts: readonly Account[],
  mine: ReadonlySet<string>
): boolean {
  const all = [...group.members, ...accounts.filter(({ gid }) => gid === group.gid).map(({ name }) => name)]
  return all.length > 0 && all.every((name) => mine.has(name))
}

function namesOf(accounts: readonly Account[], uid: number): readonly string[] {
  return accounts.filter((account) => account.uid === uid).map(({ name }) => name)
}

function linesOf(file: string): readonly (readonly string[])[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(':'))
}
