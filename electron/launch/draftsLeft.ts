/**
 * Removes what a process left in the data folder that died while it wrote a file (`machine/ownFiles.ts:writeOwn`) or
 * took over a lock (`folderLock.ts`): the file's name with a mark of its own behind it. Some hold a token or an old
 * secret. Called by `openDataFolder` once the folder is ours: nobody else is writing then.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'

const mark = /\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Those that are written so. Whatever else a person keeps in the folder is theirs. */
const names = ['token', 'page-secret', 'port', 'claude-home', 'processes.json', 'database.opened']

/** Never throws: what cannot be removed now is removed at the next start. */
export function removeDraftsLeft(folder: string): void {
  removeFrom(folder, (name) => names.includes(name))
  removeFrom(join(folder, 'commands'), () => true)
}

function removeFrom(folder: string, isWrittenSo: (name: string) => boolean): void {
  for (const draft of namesIn(folder).filter((name) => mark.test(name))) {
    if (!isWrittenSo(draft.replace(mark, ''))) continue
    try {
      rmSync(join(folder, draft), { force: true })
    } catch (error) {
      if (codeOf(error) === null) throw error
    }
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if (codeOf(error) === null) throw error
    return [] // Not there yet, or not to be listed: whoever needs it says so.
  }
}
