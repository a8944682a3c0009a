/** Writing to an open file so that all of it is there or an error is thrown, taking back what is there in part, and knowing whether it still is the file of that name. */
import { fstatSync, ftruncateSync, statSync, writeSync } from 'node:fs'

/** `writeSync` may write less than it was given (a disk that fills up); the rest is tried again. */
export function writeWhole(descriptor: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8')
  let offset = 0
  while (offset < bytes.length) offset += writeSync(descriptor, bytes, offset)
}

/** Whether it could. Whoever cannot do it goes on as behind a line that was torn by a crash. */
export function cutTo(descriptor: number, size: number): boolean {
  try {
    ftruncateSync(descriptor, size)
    return true
  } catch {
    return false // A device, or a disk that takes nothing at all.
  }
}

/** Whether the open file still is the one of that name: another program may have removed or exchanged it. */
export function isStill(descriptor: number, path: string): boolean {
  const there = statSync(path, { throwIfNoEntry: false })
  if (there === undefined) return false
  const { ino, dev } = fstatSync(descriptor)
  return there.ino === ino && there.dev === dev
}
