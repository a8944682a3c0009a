/**
 * What is said of what crashed, and of a page that does not answer. Told by crashDumps.ts, reloadAfterCrash.ts and
 * hungPage.ts.
 */
export interface CrashWords {
  /** At the first start after it. @param when as people write it */
  readonly crashed: (when: string, path: string) => string
  readonly keepsCrashing: string
  readonly keepsCrashingDetail: string
  readonly tryAgain: string
  readonly startPage: string
  readonly closeWindow: string
  readonly hangs: string
  readonly hangsDetail: string
  readonly wait: string
  readonly loadAgain: string
}

const en: CrashWords = {
  crashed: (when, path) =>
    `Skein, or one of its windows, crashed on ${when}. Your sessions are kept. A crash dump lies at ${path}; nothing was sent to anybody.`,
  keepsCrashing: 'This page keeps crashing.',
  keepsCrashingDetail:
    'Your sessions are safe, and agents go on working. You can try once more, or go to the start page, which shows less.',
  tryAgain: 'Try Again',
  startPage: 'Start Page',
  closeWindow: 'Close Window',
  hangs: 'The window does not answer.',
  hangsDetail: 'You can wait, or load it again. Your sessions are safe, and agents go on working.',
  wait: 'Wait',
  loadAgain: 'Load Again'
}

const de: CrashWords = {
  crashed: (when, path) =>
    `Skein oder eines seiner Fenster ist am ${when} abgestürzt. Deine Sitzungen sind erhalten. Ein Absturzbericht liegt unter ${path}; niemandem wurde etwas gesendet.`,
  keepsCrashing: 'Diese Seite stürzt immer wieder ab.',
  keepsCrashingDetail:
    'Deine Sitzungen sind sicher, und Agenten arbeiten weiter. Du kannst es noch einmal versuchen oder zur Startseite gehen, die weniger zeigt.',
  tryAgain: 'Noch einmal',
  startPage: 'Startseite',
  closeWindow: 'Fenster schließen',
  hangs: 'Das Fenster antwortet nicht.',
  hangsDetail:
    'Du kannst warten oder es neu laden. Deine Sitzungen sind sicher, und Agenten arbeiten weiter.',
  wait: 'Warten',
  loadAgain: 'Neu laden'
}

export const wordsForCrashes = { en, de } as const
