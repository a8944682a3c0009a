/** What is said at the first start after a crash. Told by crashDumps.ts. */
export interface CrashWords {
  /** @param when as people write it */
  readonly crashed: (when: string, path: string) => string
}

const en: CrashWords = {
  crashed: (when, path) =>
    `Skein, or one of its windows, crashed on ${when}. Your sessions are kept. A crash dump lies at ${path}; nothing was sent to anybody.`
}

const de: CrashWords = {
  crashed: (when, path) =>
    `Skein oder eines seiner Fenster ist am ${when} abgestürzt. Deine Sitzungen sind erhalten. Ein Absturzbericht liegt unter ${path}; niemandem wurde etwas gesendet.`
}

export const wordsForCrashes = { en, de } as const
