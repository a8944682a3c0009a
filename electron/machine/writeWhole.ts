/** Writing to an open file so that all of it is there or an error is thrown, and taking back what is there in part. */
import { ftruncateSync, writeSync } from 'node:fs'

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
