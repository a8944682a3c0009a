/**
 * Removes what a process left in the data folder that died while it wrote a file (`machine/ownFiles.ts:writeOwn`) or
 * took over a lock (`folderLock.ts`): the file's name with a mark of its own behind it. Some hold a token or an old
 * secret. Called by `openDataFolder` once the folder is ours: nobody else is writing then.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../../shared/errors.ts'

const mark = /\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** A transcript that was being written anew (`rewriteTail.ts`), or copied (`copyBranch.ts`). */
const transcriptDraft = /^[0-9a-f-]{36}\.jsonl\.(?:next|part)$/

/** Those that are written so. Whatever else a person keeps in the folder is theirs. */
const names = ['token', 'page-secret', 'port', 'claude-home', 'processes.json', 'database.opened', 'skein.db']

/** Never throws: what cannot be removed now is removed at the next start. */
export function removeDraftsLeft(folder: string): void {
  const isMarked = (name: string): boolean => mark.test(name)
  removeFrom(folder, (name) => isMarked(name) && names.includes(name.replace(mark, '')))
  removeFrom(join(folder, 'commands'), isMarked)
  removeFrom(join(folder, 'transcripts'), (name) => transcriptDraft.test(name))
}

function removeFrom(folder: string, isDraft: (name: string) => boolean): void {
  for (const draft of namesIn(folder).filter(isDraft)) {
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
