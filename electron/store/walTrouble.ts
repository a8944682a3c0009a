/**
 * Whether SQLite's write-ahead log is whole. SQLite reads it up to the first frame whose checksum is wrong and forgets the
 * rest without a word, as it must: a log that ends there is what a power cut leaves. One that goes on behind it is damaged.
 * Called by `openOrSetAside.ts` before SQLite has seen the file. Format: sqlite.org/fileformat2.html, section 4.
 */
import { closeSync, fstatSync, readSync } from 'node:fs'
import { codeOf } from '../../shared/errors.ts'
import { openOwn } from '../machine/ownFiles.ts'

const headerBytes = 32
const frameHeaderBytes = 24
/** The last bit says in which order the words of checksums are read. */
const magic = 0x377f0682

type Sums = readonly [number, number]

/** False where there is no log. Throws what the file system says. */
export function isLogDamaged(file: string): boolean {
  const bytes = readIfThere(file)
  if (bytes.length < headerBytes) return false
  const isBig = bytes.readUInt32BE(0) === magic + 1
  const sums = checksum(bytes, 0, 24, [0, 0], isBig)
  if ((!isBig && bytes.readUInt32BE(0) !== magic) || !isSame(sums, bytes, 24)) return true
  return goesOnBehind(bytes, lastGoodEnd(bytes, sums, isBig))
}

function frameBytes(bytes: Buffer): number {
  return frameHeaderBytes + bytes.readUInt32BE(8)
}

/** Where the frames end that follow one another with the checksums they should have. */
function lastGoodEnd(bytes: Buffer, first: Sums, isBig: boolean): number {
  const size = frameBytes(bytes)
  let sums = first
  let at = headerBytes
  for (; at + size <= bytes.length; at += size) {
    if (!isOfThisLog(bytes, at)) break
    const head = checksum(bytes, at, at + 8, sums, isBig)
    sums = checksum(bytes, at + frameHeaderBytes, at + size, head, isBig)
    if (!isSame(sums, bytes, at + 16)) break
  }
  return at
}

/** Frames of an earlier use of the file may follow: they carry other salts. */
function goesOnBehind(bytes: Buffer, end: number): boolean {
  const size = frameBytes(bytes)
  for (let at = end + size; at + size <= bytes.length; at += size) {
    if (isOfThisLog(bytes, at)) return true
  }
  return false
}

function isOfThisLog(bytes: Buffer, at: number): boolean {
  return bytes.compare(bytes, 16, 24, at + 8, at + 16) === 0
}

function checksum(bytes: Buffer, from: number, to: number, [one, two]: Sums, isBig: boolean): Sums {
  let first = one
  let second = two
  for (let at = from; at < to; at += 8) {
    const [even, odd] = isBig
      ? [bytes.readUInt32BE(at), bytes.readUInt32BE(at + 4)]
      : [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)]
    first = (first + even + second) >>> 0
    second = (second + odd + first) >>> 0
  }
  return [first, second]
}

function isSame([one, two]: Sums, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === one && bytes.readUInt32BE(at + 4) === two
}

function readIfThere(file: string): Buffer {
  try {
    const descriptor = openOwn(file, 'read', { names: 'any' })
    try {
      const bytes = Buffer.alloc(fstatSync(descriptor).size)
      return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0))
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}
