/** What the doctor asks of the disk: whether the data folder takes a file, how much is in it, what is free. */
import { randomUUID } from 'node:crypto'
import { readdir, rm, stat, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { messageOf } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { SeenFolder } from './findings.ts'

/** Counting stops here: nobody waits for the last of a hundred thousand files. */
const maxEntries = 50_000
const maxMs = 2_000

export async function lookAtFolder(path: string, clock: Clock): Promise<SeenFolder> {
  return { path, trouble: await tryToWrite(path), ...(await sizeOf(path, clock)) }
}

/** Bytes that this person may still write on the disk of `path`. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path)
  return bavail * bsize
}

async function tryToWrite(folder: string): Promise<string | null> {
  const probe = join(folder, `.doctor-${randomUUID()}`)
  try {
    await writeFile(probe, 'This file may be removed.', { flag: 'wx', mode: 0o600 })
    return null
  } catch (error) {
    return messageOf(error)
  } finally {
    // What cannot be removed was not written, or the disk is gone: the first trouble is the one to tell.
    await rm(probe, { force: true }).catch(() => undefined)
  }
}

async function sizeOf(folder: string, clock: Clock): Promise<Pick<SeenFolder, 'bytes' | 'isWhole'>> {
  const until = clock.now().getTime() + maxMs
  const waiting = [folder]
  let bytes = 0
  let entries = 0
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const entry of await readdir(next, { withFileTypes: true }).catch(() => [])) {
      entries += 1
      if (entries > maxEntries || clock.now().getTime() > until) return { bytes, isWhole: false }
      const path = join(next, entry.name)
      if (entry.isDirectory()) waiting.push(path)
      else if (entry.isFile()) bytes += await bytesOf(path)
    }
  }
  return { bytes, isWhole: true }
}

/** 0 for a file that has gone in the meantime. */
async function bytesOf(path: string): Promise<number> {
  return (await stat(path).catch(() => null))?.size ?? 0
}
