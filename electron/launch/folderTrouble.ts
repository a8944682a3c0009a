/** Why the data folder cannot be used, in a sentence a person can act on. Called by both composition roots. */
import { stat } from 'node:fs/promises'
import type { Clock } from '../clock.ts'
import { messageOf } from '../../shared/errors.ts'
import { launchWords, troubleOf } from './launchWords.ts'

/** Milliseconds in which a folder says whether it is there. */
export const answerLimitMs = 8_000

export function folderTrouble(folder: string, error: unknown): Error {
  return new Error(launchWords().unusable(folder, troubleOf(error), messageOf(error)), { cause: error })
}

/**
 * Asked before anything waits for the folder without a limit: a network drive that is gone answers nothing at all.
 * Resolves when the folder answered, whatever it said; rejects with a sentence when it did not.
 */
export async function untilFolderAnswers(
  folder: string,
  clock: Clock,
  look: (path: string) => Promise<unknown> = stat
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = clock.setTimeout(() => reject(new Error(launchWords().silent(folder))), answerLimitMs)
    const answered = (): void => {
      timer.cancel()
      resolve()
    }
    // That it is not there is an answer, too: it will be made.
    look(folder).then(answered, answered)
  })
}
