/** A page that crashes is loaded again, and a person is asked when it keeps crashing. Called by sessionWindow.ts. */
import { type BrowserWindow, dialog } from 'electron'
import { messageOf } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { limitCrashes } from './crashLimit.ts'

interface AfterCrash {
  /** Loads the page the window was opened on. */
  readonly load: () => void
  readonly log: Log
  readonly clock: Clock
}

export function reloadAfterCrash(window: BrowserWindow, { load, log, clock }: AfterCrash): void {
  const afterCrash = limitCrashes()
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error({ reason, exitCode }, 'the page crashed')
    switch (afterCrash(clock.now().getTime())) {
      case 'reload':
        window.webContents.reload()
        break
      case 'give_up':
        void askAfterCrashes(window).then(
          (again) => (again ? load() : window.close()),
          (error: unknown) => log.error({ error: messageOf(error) }, 'nobody could be asked after a crash')
        )
        break
    }
  })
}

async function askAfterCrashes(window: BrowserWindow): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: 'The window keeps crashing.',
    detail:
      'Your sessions are safe, and agents go on working. Try once more, or close the window and open it again.',
    buttons: ['Try again', 'Close window'],
    defaultId: 0,
    cancelId: 1
  })
  return response === 0
}
