/** What is said before there is a window and a database that knows the chosen language. */

/** Why a folder for data cannot be used. */
export type FolderTrouble =
  'full' | 'read_only' | 'not_allowed' | 'in_its_place' | 'not_ours' | 'no_answer' | 'other'

export interface LaunchWords {
  /** Titles of the boxes in which the desktop app says it. */
  readonly alreadyRunning: string
  readonly notStarted: string
  readonly hasToClose: string
  readonly unexpected: (reason: string) => string
  /** In browser mode, before the reason. */
  readonly couldNotStart: (reason: string) => string
  /** @param pid null while it has not said which it is */
  readonly held: (folder: string, pid: number | null) => string
  /** @param reason what the disk says, as it says it */
  readonly unusable: (folder: string, trouble: FolderTrouble, reason: string) => string
  readonly silent: (folder: string) => string
}

const another = 'choose another folder with --data or SKEIN_DATA'

export const launch: LaunchWords = {
  alreadyRunning: 'Skein is already running',
  notStarted: 'Skein could not start',
  hasToClose: 'Skein has to close',
  unexpected: (reason) =>
    `Something unexpected happened (${reason}). Your sessions are kept; open Skein again to go on.`,
  couldNotStart: (reason) => `Skein could not start: ${reason}`,
  held: (folder, pid) =>
    `${pid === null ? 'Another process' : `Process ${pid}`} already runs Skein on ${folder}. Use that one, stop it, or choose another folder with --data.`,
  unusable: (folder, trouble, reason) => {
    const because: Readonly<Record<FolderTrouble, string>> = {
      full: `its disk is full. Free some space and start Skein again, or ${another}.`,
      read_only: `its disk can only be read. Mount it for writing, or ${another}.`,
      not_allowed: `you may not write there. Check whom the folder belongs to, or ${another}.`,
      in_its_place: `there is a file in its place. Move that file away, or ${another}.`,
      not_ours: reason,
      no_answer: `its disk does not answer as it should. Check the disk or the network drive, or ${another}.`,
      other: `${reason}. Mend that, or ${another}.`
    }
    return `The data folder ${folder} cannot be used: ${because[trouble]}`
  },
  silent: (folder) =>
    `The data folder ${folder} does not answer. If it lies on a network drive, connect the drive and start Skein again, or ${another}.`
}
