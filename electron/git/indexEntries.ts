/**
 * The paths in git's index, from its bytes as they come. Pure. Used by `readIndex.ts`.
 *
 * Read here and not by git, because git believes an index: one of 60 MB can name paths that fill any memory.
 * The format is git's `Documentation/gitformat-index`; versions 2 to 4.
 */

/** Longer names no system has; git's own limit is shorter. */
const LONGEST_NAME = 4_096
/** Bytes of an entry in front of its object's name: times, device, inode, mode, owner, size. */
const STAT_BYTES = 40
const MODE_AT = 24
const EXTENDED = 0x4000
const STAGE = 0x3000
const NAME_LENGTH = 0xfff
const KIND = 0o170_000
const REPOSITORY = 0o160_000
const SPARSE_FOLDER = 0o040_000

export interface IndexEntry {
  readonly path: string
  readonly kind: 'file' | 'repository'
}

export interface IndexHeader {
  readonly version: number
  readonly count: number
}

export const HEADER_BYTES = 12

/** Null when this is no index, or one of a version that is not known here. */
export function indexHeader(bytes: Buffer): IndexHeader | null {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 4) !== 'DIRC') return null
  const version = bytes.readUInt32BE(4)
  return version >= 2 && version <= 4 ? { version, count: bytes.readUInt32BE(8) } : null
}

/** Takes an index apart, a piece at a time. What is not whole yet stays in the piece: `take` says how far it came. */
export class IndexEntries {
  readonly #version: number
  readonly #fixedBytes: number
  /** The name of the entry before, as bytes: version 4 builds on it. */
  #name = Buffer.alloc(0)
  #path = ''
  #left: number

  constructor({ version, count }: IndexHeader, hashBytes: number) {
    this.#version = version
    this.#fixedBytes = STAT_BYTES + hashBytes + 2
    this.#left = count
  }

  /** Entries that have not come yet. */
  get left(): number {
    return this.#left
  }

  /** The entries that lie whole in `bytes`, and how many bytes they are. Null when these are no entries. */
  take(bytes: Buffer): { readonly entries: IndexEntry[]; readonly taken: number } | null {
    const entries: IndexEntry[] = []
    let at = 0
    while (this.#left > 0) {
      const end = this.#one(bytes, at, entries)
      if (end === 'more') break
      if (end === 'broken') return null
      at = end
      this.#left -= 1
    }
    return { entries, taken: at }
  }

  #one(bytes: Buffer, at: number, entries: IndexEntry[]): number | 'more' | 'broken' {
    let nameAt = at + this.#fixedBytes
    if (bytes.length < nameAt + 2) return 'more'
    const flags = bytes.readUInt16BE(nameAt - 2)
    if ((flags & EXTENDED) !== 0) {
      if (this.#version < 3) return 'broken'
      nameAt += 2
    }
    const named =
      this.#version === 4 ? this.#builtName(bytes, nameAt) : plainName(bytes, nameAt, at, flags & NAME_LENGTH)
    if (typeof named === 'string') return named
    const { path, end } = named
    const mode = bytes.readUInt32BE(at + MODE_AT) & KIND
    const isAgain = (flags & STAGE) !== 0 && path === this.#path // in conflict: it stands there up to three times
    this.#path = path
    // Without a name: an entry of a split index, which only changes one of the shared part.
    if (!isAgain && path !== '' && mode !== SPARSE_FOLDER) {
      entries.push({ path, kind: mode === REPOSITORY ? 'repository' : 'file' })
    }
    return end
  }

  /** Version 4: how much of the name before is cut off, then what follows. */
  #builtName(bytes: Buffer, from: number): Named | 'more' | 'broken' {
    let at = from
    let cut = 0
    for (let more = true; more; at += 1) {
      const byte = bytes[at]
      if (byte === undefined) return 'more'
      cut = at === from ? byte & 0x7f : (cut + 1) * 128 + (byte & 0x7f)
      if (cut > LONGEST_NAME) return 'broken'
      more = (byte & 0x80) !== 0
    }
    const end = bytes.indexOf(0, at)
    if (end === -1) return bytes.length - at > LONGEST_NAME ? 'broken' : 'more'
    const kept = this.#name.length - cut
    if (kept < 0 || kept + end - at > LONGEST_NAME) return 'broken'
    this.#name = Buffer.concat([this.#name.subarray(0, kept), bytes.subarray(at, end)])
    return { path: this.#name.toString('utf8'), end: end + 1 }
  }
}

interface Named {
  readonly path: string
  readonly end: number
}

/** Versions 2 and 3: up to a NUL, and as many more as make the entry's length a multiple of eight. */
function plainName(bytes: Buffer, nameAt: number, at: number, length: number): Named | 'more' | 'broken' {
  // Of a longer name only so much is told.
  const nameEnd = length < NAME_LENGTH ? nameAt + length : bytes.indexOf(0, nameAt)
  if (nameEnd === -1) return bytes.length - nameAt > LONGEST_NAME ? 'broken' : 'more'
  if (nameEnd - nameAt > LONGEST_NAME) return 'broken'
  const end = at + ((nameEnd - at + 8) & ~7)
  if (end > bytes.length) return 'more'
  return bytes[nameEnd] === 0 ? { path: bytes.toString('utf8', nameAt, nameEnd), end } : 'broken'
}
