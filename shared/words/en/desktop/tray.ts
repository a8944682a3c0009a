/** What stands in the menu of the tray and of the dock. Shown by tray.ts. */

export const tray = {
  waiting: 'Waiting for You',
  running: 'At Work',
  nothing: 'No Session at Work',
  untitled: 'New session',
  open: 'Open Skein',
  newSession: 'New Session',
  quit: 'Quit Skein',
  more: (count: number) => `${count} More…`,
  tip: (waiting: number, running: number) => {
    const parts = [
      ...(waiting > 0 ? [`${waiting} waiting for you`] : []),
      ...(running > 0 ? [`${running} at work`] : [])
    ]
    return parts.length === 0 ? 'Skein' : `Skein: ${parts.join(', ')}`
  }
}
