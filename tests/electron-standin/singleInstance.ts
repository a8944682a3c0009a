/**
 * `app.requestSingleInstanceLock`: one process per user-data folder; a later one leaves a note for
 * the first and is refused. Files only, because the answer must be there at once.
 */
import { randomUUID } from 'node:crypto'
import { type FSWatcher, mkdirSync, readFileSync, readdirSync, rmSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { takeFolderLock } from '../../electron/launch/folderLock.ts'

export class SingleInstance {
  #watcher: FSWatcher | null = null
  #release: () => void = () => undefined

  /** True for the first; `onSecond` hears the arguments of every later one, and where it was started. */
  request(userData: string, onSecond: (note: Note) => void): boolean {
    const folder = join(userData, 'stand-in-instance')
    mkdirSync(folder, { recursive: true })
    const attempt = takeFolderLock(folder, 'instance')
    if (attempt.kind === 'held') {
      writeFileSync(
        join(folder, `${randomUUID()}.json`),
        JSON.stringify({ argv: process.argv, cwd: process.cwd() })
      )
      return false
    }
    this.#release = attempt.lock.release
    this.#watcher = watch(folder, () => readNotes(folder, onSecond))
    return true
  }

  close(): void {
    this.#watcher?.close()
    this.#release()
  }
}

const Note = z.object({ argv: z.array(z.string()), cwd: z.string() })
export type Note = z.infer<typeof Note>

function readNotes(folder: string, onSecond: (note: Note) => void): void {
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const text = readFileSync(join(folder, name), 'utf8')
    if (!text.endsWith('}')) continue // still being written; the watcher calls again
    rmSync(join(folder, name))
    onSecond(Note.parse(JSON.parse(text)))
  }
}
