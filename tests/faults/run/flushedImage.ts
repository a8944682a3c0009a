/**
 * What of a folder would be left if the power went now: of each file the bytes it had when it was last flushed, under
 * the names its folder had when that was last flushed. Kept beside the folder while a server writes (`FaultyDisk`);
 * `restoreFlushed` puts it in the folder's place.
 *
 * SQLite writes past Node. Its main file is taken as it is: it changes at a checkpoint alone, which SQLite flushes.
 * Its write-ahead log is taken as it was when it was last flushed, unless a checkpoint has begun another since.
 */
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync
} from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'

const Names = z.array(z.tuple([z.string(), z.number()]))

/** Bound before anybody lays something between. */
const disk = {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
}

export class FlushedImage {
  readonly #folder: string
  readonly #image: string

  /** What is there now is taken for flushed. */
  constructor(folder: string, image: string) {
    this.#folder = folder
    this.#image = image
    disk.rmSync(image, { recursive: true, force: true })
    disk.mkdirSync(image, { recursive: true })
    if (disk.existsSync(folder)) this.#flushAll(folder)
  }

  /** A file or folder was flushed. */
  flush(path: string): void {
    const stats = disk.statSync(path, { throwIfNoEntry: false })
    if (stats === undefined) return
    if (stats.isDirectory()) this.#flushNames(path)
    else putWhole(bytesOf(this.#image, stats.ino), (draft) => disk.copyFileSync(path, draft))
  }

  /** A file was made, perhaps with the number of one that is gone. */
  begin(path: string): void {
    disk.rmSync(bytesOf(this.#image, disk.statSync(path).ino), { force: true })
  }

  #flushNames(path: string): void {
    const names = disk.readdirSync(path).map((name) => [name, disk.statSync(join(path, name)).ino] as const)
    const text = JSON.stringify(names)
    putWhole(namesOf(this.#image, relative(this.#folder, path)), (draft) => disk.writeFileSync(draft, text))
  }

  #flushAll(path: string): void {
    this.flush(path)
    for (const entry of disk.readdirSync(path, { withFileTypes: true })) {
      if (entry.isDirectory()) this.#flushAll(join(path, entry.name))
      else this.flush(join(path, entry.name))
    }
  }
}

/** The server may be killed while it is written: then what was flushed before stands. */
function putWhole(file: string, write: (draft: string) => void): void {
  const draft = `${file}.${process.pid}.draft`
  write(draft)
  disk.renameSync(draft, file)
}

/**
 * `dropped`: names too are as they were when their folder was last flushed. `kept`: the file system wrote its
 * names down by itself and the bytes not, as many do: a file nobody flushed is empty.
 */
export type NamesAfterPowerLoss = 'dropped' | 'kept'

/** Nobody may be writing below `folder`. */
export function restoreFlushed(folder: string, image: string, names: NamesAfterPowerLoss): void {
  const left = `${folder}.left`
  renameSync(folder, left)
  const found = new Map<number, string>()
  collect(left, found)
  rebuild({ from: left, to: folder, at: '', image, names, found })
  rmSync(left, { recursive: true, force: true })
  // A machine takes longer to start than a server does to take a half-written lock for an old one.
  const before = new Date(Date.now() - minute)
  for (const path of new Set(found.values())) {
    const again = path.replace(left, folder)
    if (existsSync(again)) utimesSync(again, before, before)
  }
}

const minute = 60_000

interface Rebuild {
  readonly from: string
  readonly to: string
  /** Relative to both. */
  readonly at: string
  readonly image: string
  readonly names: NamesAfterPowerLoss
  /** Where a folder with this number is now. */
  readonly found: ReadonlyMap<number, string>
}

function rebuild(given: Rebuild): void {
  const { from, to, at, image, found } = given
  mkdirSync(join(to, at), { recursive: true, mode: 0o700 })
  for (const [name, number] of namesNow(given)) {
    const path = join(at, name)
    if (/^skein\.db-shm$|^logs$/.test(name)) continue
    if (found.has(number) && statSync(found.get(number) ?? '').isDirectory()) rebuild({ ...given, at: path })
    else copy(join(from, path), join(to, path), bytesOf(image, number))
  }
}

function namesNow({ from, at, image, names }: Rebuild): (readonly [string, number])[] {
  const flushed = namesOf(image, at)
  if (names === 'dropped' && existsSync(flushed))
    return Names.parse(JSON.parse(readFileSync(flushed, 'utf8')))
  const folder = join(from, at)
  if (!existsSync(folder)) return []
  if (names === 'dropped') return []
  return readdirSync(folder).map((name) => [name, statSync(join(folder, name)).ino] as const)
}

function copy(now: string, to: string, flushed: string): void {
  if (now.endsWith('skein.db') || (now.endsWith('skein.db-wal') && !isSameLog(now, flushed))) {
    if (existsSync(now)) copyFileSync(now, to)
  } else if (existsSync(flushed)) copyFileSync(flushed, to)
  else writeFileSync(to, '', { mode: 0o600 })
}

/** A log's salts change with each checkpoint that lets it begin anew. */
function isSameLog(now: string, flushed: string): boolean {
  if (!existsSync(now)) return false
  if (!existsSync(flushed)) return true
  const salts = (file: string): string => readFileSync(file).subarray(16, 24).toString('hex')
  return salts(now) === salts(flushed)
}

function collect(folder: string, found: Map<number, string>): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    found.set(statSync(path).ino, path)
    if (entry.isDirectory()) collect(path, found)
  }
}

function bytesOf(image: string, inode: number): string {
  return join(image, `${inode}.bytes`)
}

function namesOf(image: string, path: string): string {
  return join(image, `${path.replaceAll('/', '+')}.names`)
}
