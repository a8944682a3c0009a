/** Makes the data folder and takes it for this process. Called first by both composition roots. */
import { prepareDataFolder } from './dataFolderGuard.ts'
import { removeDraftsLeft } from './draftsLeft.ts'
import { describeHeld, type FolderLock, takeFolderLock } from './folderLock.ts'
import { folderTrouble } from './folderTrouble.ts'

export type OpenedFolder =
  | { readonly kind: 'open'; readonly lock: FolderLock }
  /** Another process has it; the sentence says which and what can be done. */
  | { readonly kind: 'held'; readonly sentence: string }

/** Exit code of a process that found its data folder in use. */
export const folderHeldExitCode = 3

/** Throws with a sentence when the folder cannot be made or written, or is not the person's alone. */
export function openDataFolder(folder: string): OpenedFolder {
  try {
    prepareDataFolder(folder)
    const attempt = takeFolderLock(folder)
    if (attempt.kind === 'held') return { kind: 'held', sentence: describeHeld(folder, attempt) }
    removeDraftsLeft(folder)
    return { kind: 'open', lock: attempt.lock }
  } catch (error) {
    throw folderTrouble(folder, error)
  }
}
