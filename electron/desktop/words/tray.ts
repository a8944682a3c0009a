/** What stands in the menu of the tray and of the dock. Shown by tray.ts. */
export interface TrayWords {
  readonly waiting: string
  readonly running: string
  readonly nothing: string
  readonly untitled: string
  readonly open: string
  readonly newSession: string
  readonly quit: string
  readonly more: (count: number) => string
  /** What the icon says when the pointer is over it. */
  readonly tip: (waiting: number, running: number) => string
}

const en: TrayWords = {
  waiting: 'Waiting for You',
  running: 'At Work',
  nothing: 'No Session at Work',
  untitled: 'New session',
  open: 'Open Skein',
  newSession: 'New Session',
  quit: 'Quit Skein',
  more: (count) => `${count} More…`,
  tip: (waiting, running) => {
    const parts = [
      ...(waiting > 0 ? [`${waiting} waiting for you`] : []),
      ...(running > 0 ? [`${running} at work`] : [])
    ]
    return parts.length === 0 ? 'Skein' : `Skein: ${parts.join(', ')}`
  }
}

const de: TrayWords = {
  waiting: 'Warten auf dich',
  running: 'Bei der Arbeit',
  nothing: 'Keine Sitzung arbeitet',
  untitled: 'Neue Sitzung',
  open: 'Skein öffnen',
  newSession: 'Neue Sitzung',
  quit: 'Skein beenden',
  more: (count) => `${count} weitere …`,
  tip: (waiting, running) => {
    const parts = [
      ...(waiting > 0 ? [`${waiting} ${waiting === 1 ? 'wartet' : 'warten'} auf dich`] : []),
      ...(running > 0 ? [`${running} bei der Arbeit`] : [])
    ]
    return parts.length === 0 ? 'Skein' : `Skein: ${parts.join(', ')}`
  }
}

export const wordsForTray = { en, de } as const
