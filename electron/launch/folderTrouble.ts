/** Why the data folder cannot be used, in a sentence a person can act on. Called by both composition roots. */
import { stat } from 'node:fs/promises'
import { codeOf, messageOf } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'

/** Milliseconds in which a folder says whether it is there. */
export const answerLimitMs = 8_000

const another = 'choose another folder with --data or SKEIN_DATA'

export function folderTrouble(folder: string, error: unknown): Error {
  return new Error(`The data folder ${folder} cannot be used: ${reasonOf(error)}`, { cause: error })
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
    const timer = clock.setTimeout(
      () =>
        reject(
          new Error(
            `The data folder ${folder} does not answer. If it lies on a network drive, connect the drive and start Skein again, or ${another}.`
          )
        ),
      answerLimitMs
    )
    const answered = (): void => {
      timer.cancel()
      resolve()
    }
    // That it is not there is an answer, too: it will be made.
    look(folder).then(answered, answered)
  })
}

function reasonOf(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `its disk is full. Free some space and start Skein again, or ${another}.`
    case 'EROFS':
      return `its disk can only be read. Mount it for writing, or ${another}.`
    case 'EACCES':
    case 'EPERM':
      return `you may not write there. Check whom the folder belongs to, or ${another}.`
    case 'ENOTDIR':
    case 'EEXIST':
      return `there is a file in its place. Move that file away, or ${another}.`
    case 'NOT_OURS':
      return messageOf(error)
    case 'EIO':
    case 'ENXIO':
    case 'ENODEV':
    case 'ESTALE':
    case 'EHOSTDOWN':
    case 'EHOSTUNREACH':
    case 'ETIMEDOUT':
      return `its disk does not answer as it should. Check the disk or the network drive, or ${another}.`
    default:
      return `${messageOf(error)}. Mend that, or ${another}.`
  }
}
