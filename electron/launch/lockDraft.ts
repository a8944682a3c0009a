/**
 * A lock is written whole under a name of its own and gets its real name afterwards, so that whoever dies meanwhile
 * leaves no half of one. Used by `folderLock.ts`, and by `dataFolderGuard.ts`, which lets no other file of ours have a
 * second name.
 */
import { randomUUID } from 'node:crypto'
import { linkSync, lstatSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'

const ending = '.draft'

/** What says that this disk gives no file a second name: FAT, some network drives. */
const knowsNoLinks = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EINVAL', 'EISDIR', 'UNKNOWN']

/** False when there is a lock already. Throws what the disk says. */
export function createWhole(path: string, text: string): boolean {
  const draft = `${path}.${randomUUID()}${ending}`
  try {
    writeFileSync(draft, text, { flag: 'wx', mode: 0o600 })
    return link(draft, path, text)
  } finally {
    rmSync(draft, { force: true })
  }
}

function link(draft: string, path: string, text: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    const code = codeOf(error)
    if (code === 'EEXIST') return false
    // Somebody who had just taken the lock tidied the draft away; the next round sees theirs.
    if (code === 'ENOENT') return false
    if (code === null || !knowsNoLinks.includes(code)) throw error
    return createInPlace(path, text)
  }
}

/** Whoever dies in this leaves a half: it is taken over when nobody finishes it. */
function createInPlace(path: string, text: string): boolean {
  try {
    writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw error
  }
}

/** The drafts of a lock that lie beside it. */
export function draftsOf(path: string): string[] {
  const beginning = `${basename(path)}.`
  const names = readdirSync(dirname(path))
  return names
    .filter((name) => name.startsWith(beginning) && name.endsWith(ending))
    .map((name) => join(dirname(path), name))
}

/** Whoever died when the lock had its real name and still its first one: the first one goes. */
export function removeFirstName(path: string): void {
  const lock = lstatSync(path, { throwIfNoEntry: false })
  if (lock === undefined || !lock.isFile() || lock.nlink < 2) return
  for (const draft of draftsOf(path)) {
    const other = lstatSync(draft, { throwIfNoEntry: false })
    if (other?.ino === lock.ino && other.dev === lock.dev) rmSync(draft, { force: true })
  }
}
