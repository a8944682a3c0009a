/**
 * Whether a path that an answer named leads to a file of this machine, told before anything touches it: to look at
 * `\\host\share` is enough for Windows to send that host the person's credentials. Links are followed one by one for the
 * same reason, since a project can bring a link that leads there. Used by `openFile.ts`.
 */
import { lstat, readlink } from 'node:fs/promises'
import { posix, win32 } from 'node:path'

/** What a path is that is not opened. */
export type Elsewhere =
  /** On another machine, or what would be asked of one. */
  | 'network'
  /** A device, or a name that Windows takes for one. */
  | 'device'
  /** In the current folder of a drive, whichever that is. */
  | 'drive'
  /** A name that Windows reads as another one: a stream of a file, blanks or dots at its end, signs no name has. */
  | 'name'

export interface PathDisk {
  /** Where a link leads, null for what is none. Rejects when it is not there. */
  readonly linkAt: (path: string) => Promise<string | null>
}

/** Thrown for a path that leads off this machine, however many links are on the way. */
export class LeadsElsewhere extends Error {
  readonly elsewhere: Elsewhere

  constructor(elsewhere: Elsewhere) {
    super(`leads elsewhere: ${elsewhere}`)
    this.name = 'LeadsElsewhere'
    this.elsewhere = elsewhere
  }
}

const MOST_LINKS = 40
const MOST_DECODINGS = 3

/** Null for a path that may be looked at. Pure. `asked` is as somebody wrote it, relative or not. */
export function leadsElsewhere(asked: string, platform: NodeJS.Platform): Elsewhere | null {
  if (asked.includes('\0')) return 'name'
  if (platform !== 'win32') return elsewhereOnPosix(asked)
  // Whoever decodes once more than others would otherwise decide.
  let path = asked
  for (let round = 0; round <= MOST_DECODINGS; round += 1) {
    const elsewhere = elsewhereOnWindows(path, round)
    if (elsewhere !== null) return elsewhere
    const decoded = decode(path)
    if (decoded === path) break
    path = decoded
  }
  return null
}

/** Two slashes are left to each system by POSIX, and an address by others; the rest is where hosts are mounted when asked for. */
function elsewhereOnPosix(path: string): Elsewhere | null {
  if (/^\/{2}[^/]/u.test(path) || /^(?:smb|nfs|afp|file|cifs|sftp|ftp):/iu.test(path)) return 'network'
  const normal = posix.normalize(path)
  if (/^\/(?:net|Network|hosts?|afs|\.{0,1}autofs)\//u.test(normal)) return 'network'
  return /^\/(?:dev(?!\/shm\/)|proc)(?:\/|$)/u.test(normal) ? 'device' : null
}

const reserved = /^(?:con|prn|aux|nul|clock\$|conin\$|conout\$|(?:com|lpt)[0-9¹²³])[ ]*(?:\.|:|$)/iu

function elsewhereOnWindows(path: string, round: number): Elsewhere | null {
  const plain = path.replaceAll('/', '\\')
  if (/^\\\\[?.](?:\\|$)|^\\\?\?\\/u.test(plain)) return 'device'
  if (plain.startsWith('\\\\') || /^[a-z][a-z\d+.-]+:\\\\/iu.test(plain)) return 'network'
  if (/^[a-z]:(?!\\)/iu.test(plain)) return 'drive'
  const steps = plain.replace(/^[a-z]:\\/iu, '').split('\\')
  if (steps.some((step) => reserved.test(step))) return 'device'
  // A name may have a percent sign in it, so what decoding makes of it is held to where it leads only.
  if (round > 0) return null
  return steps.some((step) => isOddName(step)) ? 'name' : null
}

function isOddName(step: string): boolean {
  if (step === '' || step === '.' || step === '..') return false
  return /[\p{Cc}<>:"|?*]|[. ]$/u.test(step)
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path.replaceAll(/%5c|%2f/giu, '\\') // not encoded as a whole
  }
}

const thisDisk: PathDisk = {
  linkAt: async (path) => ((await lstat(path)).isSymbolicLink() ? await readlink(path) : null)
}

/** From `folder` to a place in it, null when it is not inside; by the names alone. */
function wayWithin(folder: string | null, place: string, platform: NodeJS.Platform): string | null {
  if (folder === null) return null
  const { relative, isAbsolute, sep } = platform === 'win32' ? win32 : posix
  const way = relative(folder, place)
  return way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way) ? null : way
}

/**
 * As `leadsElsewhere`, for what is asked of a project: a project may lie on a share that the person opened, and its own
 * files by their full path with it.
 */
export function leadsElsewhereFrom(
  folder: string,
  asked: string,
  platform: NodeJS.Platform
): Elsewhere | null {
  const { isAbsolute } = platform === 'win32' ? win32 : posix
  const way = isAbsolute(asked) ? wayWithin(folder, asked, platform) : null
  return leadsElsewhere(way ?? asked, platform)
}

/**
 * The path behind all links, each looked at before it is followed. `folder` is trusted as it is: a project may lie on a
 * share, which the person opened. Null: nothing is. Throws `LeadsElsewhere`, and what the file system throws.
 */
export async function followLocally(
  path: string,
  folder: string | null,
  platform: NodeJS.Platform,
  disk: PathDisk = thisDisk
): Promise<string> {
  const { join, parse, dirname, resolve, sep } = platform === 'win32' ? win32 : posix
  const isWithin = (place: string): boolean => wayWithin(folder, place, platform) !== null
  const check = (place: string): void => {
    const elsewhere = leadsElsewhere(wayWithin(folder, place, platform) ?? place, platform)
    if (elsewhere !== null) throw new LeadsElsewhere(elsewhere)
  }
  check(path)
  let links = 0
  let done = folder !== null && isWithin(path) ? folder : parse(path).root
  let rest = path.slice(done.length).split(sep)
  while (rest.length > 0) {
    const [step = '', ...others] = rest
    rest = others
    if (step === '') continue
    const here = join(done, step)
    const target = await disk.linkAt(here)
    if (target === null) {
      done = here
      continue
    }
    links += 1
    if (links > MOST_LINKS) throw Object.assign(new Error('a loop of links'), { code: 'ELOOP' })
    // What a link says is somebody's word as much as an answer's is.
    const told = leadsElsewhere(target, platform)
    if (told !== null) throw new LeadsElsewhere(told)
    const next = resolve(dirname(here), target)
    check(next)
    rest = [...next.slice(parse(next).root.length).split(sep), ...others]
    done = parse(next).root
    if (folder !== null && isWithin(next)) {
      done = folder
      rest = [...next.slice(folder.length).split(sep), ...others]
    }
  }
  return done
}
