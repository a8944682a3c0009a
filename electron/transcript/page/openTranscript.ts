/**
 * A transcript that stays open from page to page, and what was read of it: a walk through a whole file opens it once
 * and reads each byte once. For one reader at a time; whoever makes it closes it.
 */
import type { FileHandle } from 'node:fs/promises'
import { openForeignFile } from '../../machine/openForeignFile.ts'
import { BackwardLines } from '../lines/backwardLines.ts'
import { LooseBehind } from './looseBehind.ts'

/** Handed from page to page, in place of opening the file for each. */
export class OpenTranscript {
  #file: string | null = null
  #handle: FileHandle | null = null
  #lines: BackwardLines | null = null
  #looseBehind = new LooseBehind()

  /** What is known of the file that is open. */
  get looseBehind(): LooseBehind {
    return this.#looseBehind
  }

  /** The file, open; another one that was open is closed. Rejects as `openForeignFile`. */
  async open(file: string): Promise<FileHandle> {
    if (this.#handle !== null && this.#file === file) return this.#handle
    await this.close()
    this.#handle = await openForeignFile(file, { followsLinks: true })
    this.#file = file
    return this.#handle
  }

  /** Its lines before `end`; see `BackwardLines`. What was given before must not be used any more. */
  linesBefore(handle: FileHandle, end: number): BackwardLines {
    if (this.#lines === null) this.#lines = new BackwardLines(handle, end)
    else this.#lines.seek(end)
    return this.#lines
  }

  /** What was read may not be what stands there now. */
  forgetLines(): void {
    this.#lines = null
    this.#looseBehind = new LooseBehind()
  }

  async close(): Promise<void> {
    const handle = this.#handle
    this.#handle = null
    this.#file = null
    this.forgetLines()
    await handle?.close()
  }
}
