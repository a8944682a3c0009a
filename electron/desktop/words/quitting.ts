/** What is said when a person quits while agents work. Shown by askBeforeQuit.ts. */
export interface QuittingWords {
  readonly message: (running: number) => string
  readonly detail: string
  readonly waits: string
  readonly untitled: string
  readonly more: (count: number) => string
  readonly wait: string
  readonly stop: string
  readonly cancel: string
}

const en: QuittingWords = {
  message: (running) => (running === 1 ? 'One session is at work.' : `${running} sessions are at work.`),
  detail: 'You can let them finish first. What is stopped is kept, and you can go on with it later.',
  waits: 'waits for you',
  untitled: 'New session',
  more: (count) => `and ${count} more`,
  wait: 'Quit when they are done',
  stop: 'Stop them and quit',
  cancel: 'Cancel'
}

const de: QuittingWords = {
  message: (running) => (running === 1 ? 'Eine Sitzung arbeitet.' : `${running} Sitzungen arbeiten.`),
  detail:
    'Du kannst sie zuerst fertig werden lassen. Was angehalten wird, bleibt erhalten, und du kannst später damit weitermachen.',
  waits: 'wartet auf dich',
  untitled: 'Neue Sitzung',
  more: (count) => `und ${count} weitere`,
  wait: 'Beenden, wenn sie fertig sind',
  stop: 'Anhalten und beenden',
  cancel: 'Abbrechen'
}

export const wordsForQuitting = { en, de } as const
