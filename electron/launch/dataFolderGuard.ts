/**
 * Makes the data folder, and looks whether it and what is in it are the person's alone, at each start and before
 * anything in it is read or written. Called by `openDataFolder` and, since Chromium writes there first, by the desktop
 * app's `userData.ts`.
 *
 * The folder may be a link that a person made (`~/.local/share/Skein` to a larger disk) as long as where it leads is
 * theirs and nobody else can lead it elsewhere. Nothing inside is a link: every file and folder that the server writes or
 * believes is refused when it is one, or when it is somebody else's, whatever it is good for. Whoever could plant one
 * may have planted more, so Skein does not start. What is ours and open to others is closed to them.
 *
 * Not on Windows, which has no owners and modes to look at: there, links alone are refused. The folder lies in the
 * person's profile, which Windows closes to other users.
 */
import { describeHand } from '../../shared/words/en/foreignHand.ts'
import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync } from 'node:fs'
import type { Stats } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { foreignHand, thisPerson } from '../machine/foreignHand.ts'
import { NotOurs, whatIsWrong, wrongWith } from '../machine/ownFiles.ts'
import { removeFirstName } from './lockDraft.ts'

/** What lies in it directly; the README tells what for. SQLite's have more names where a backup made them. */
const files: readonly { readonly name: string; readonly names: 'one' | 'any' }[] = [
  { name: 'token', names: 'one' },
  { name: 'page-secret', names: 'one' },
  { name: 'port', names: 'one' },
  { name: 'claude-home', names: 'one' },
  { name: 'skein.lock', names: 'one' },
  { name: 'processes.json', names: 'one' },
  { name: 'database.opened', names: 'one' },
  { name: 'skein.db', names: 'any' },
  { name: 'skein.db-wal', names: 'any' },
  { name: 'skein.db-shm', names: 'any' },
  { name: 'skein.db-journal', names: 'any' }
]

/** `listed`: there may be thousands in it, so they are only listed, unless others could write there. */
const folders: readonly { readonly name: string; readonly content: 'looked_at' | 'listed' | 'left' }[] = [
  { name: 'logs', content: 'looked_at' },
  { name: 'keys', content: 'looked_at' },
  { name: 'journals', content: 'looked_at' },
  { name: 'transcripts', content: 'listed' },
  { name: 'supplements', content: 'listed' },
  { name: 'commands', content: 'listed' },
  { name: 'conversations', content: 'listed' },
  { name: 'empty', content: 'listed' },
  // Chromium's own, with links of its own in them.
  { name: 'crashes', content: 'left' },
  { name: 'window', content: 'left' }
]

const STICKY = 0o1000

/** Throws with a sentence, or with what the file system says. */
export function prepareDataFolder(folder: string): void {
  // Only its owner: it holds transcripts and the token.
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  closeFolder(folder)
  for (const { name, names } of files) {
    const path = join(folder, name)
    if (name === 'skein.lock') removeFirstName(path)
    const stats = lstatSync(path, { throwIfNoEntry: false })
    // What stands in a file's place is told by whoever opens it.
    if (stats === undefined || stats.isDirectory()) continue
    checkFile(path, stats, names)
  }
  for (const { name, content } of folders) checkFolder(join(folder, name), content)
}

/** The folder itself and the way to it. */
function closeFolder(folder: string): void {
  const person = thisPerson()
  if (person === null) return
  const real = realpathSync(folder)
  const { uid, mode } = lstatSync(real)
  if (uid !== person.uid) {
    throw new NotOurs(real, whatIsWrong.owner, `Choose another folder with --data or SKEIN_DATA.`)
  }
  if ((mode & STICKY) !== 0 && (mode & 0o022) !== 0) {
    throw new NotOurs(real, 'is a folder for everybody', `Choose another folder with --data or SKEIN_DATA.`)
  }
  // Somebody's home stays as open to readers as it is.
  const tooOpen = real === homedir() ? 0o022 : 0o077
  if ((mode & tooOpen) !== 0) chmodSync(real, mode & 0o777 & ~tooOpen)
  const hand = foreignHand(folder, person, { besideOthers: 'fine' })
  if (hand === null) return
  const { reason, remedy } = describeHand(hand)
  throw new NotOurs(
    folder,
    'could be exchanged by others',
    `${reason} ${remedy}, or choose another folder with --data or SKEIN_DATA.`
  )
}

function checkFolder(path: string, content: 'looked_at' | 'listed' | 'left'): void {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  if (stats === undefined || (!stats.isDirectory() && !stats.isSymbolicLink())) return
  const uid = process.geteuid?.()
  if (stats.isSymbolicLink()) throw new NotOurs(path, whatIsWrong.link)
  if (uid === undefined) return
  if (stats.uid !== uid) throw new NotOurs(path, whatIsWrong.owner, moveAway(path))
  if ((stats.mode & 0o077) !== 0) chmodSync(path, 0o700)
  if (content === 'left') return
  const wasOpen = (stats.mode & 0o022) !== 0
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name)
    if (entry.isSymbolicLink()) throw new NotOurs(inside, whatIsWrong.link)
    if (!entry.isFile() || (content === 'listed' && !wasOpen)) continue
    checkFile(inside, lstatSync(inside), content === 'looked_at' ? 'one' : 'any')
  }
}

function checkFile(path: string, stats: Stats, names: 'one' | 'any'): void {
  const wrong = wrongWith(stats, { names })
  if (wrong !== null) throw new NotOurs(path, wrong)
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0) chmodSync(path, 0o600)
}

function moveAway(path: string): string {
  return `Move it away (\`mv '${path}' '${path}.old'\`) and start Skein again.`
}
