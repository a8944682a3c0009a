/** A page that crashes is loaded again, and a person is asked when it keeps crashing. Called by sessionWindow.ts. */
import { type BrowserWindow, dialog } from 'electron'
import { messageOf } from '../../../shared/errors.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'
import { limitCrashes } from './crashLimit.ts'

interface AfterCrash {
  /** Loads the page a new window shows, whatever it was that crashed. */
  readonly showStart: () => void
  readonly language: () => LanguageCode
  readonly log: Log
  readonly clock: Clock
}

export function reloadAfterCrash(window: BrowserWindow, options: AfterCrash): void {
  const { showStart, language, log, clock } = options
  const afterCrash = limitCrashes()
  window.webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return
    log.error({ reason, exitCode }, 'the page crashed')
    switch (afterCrash(clock.now().getTime())) {
      case 'reload':
        window.webContents.reload()
        break
      case 'give_up':
        void askAfterCrashes(window, language()).then(
          (choice) => {
            if (window.isDestroyed()) return
            if (choice === 'again') window.webContents.reload()
            else if (choice === 'start_page') showStart()
            else window.close()
          },
          (error: unknown) => log.error({ error: messageOf(error) }, 'nobody could be asked after a crash')
        )
        break
    }
  })
}

const choices = ['again', 'start_page', 'close'] as const

async function askAfterCrashes(
  window: BrowserWindow,
  language: LanguageCode
): Promise<(typeof choices)[number] | undefined> {
  const words = wordsIn(language).desktop.crashes
  const { response } = await dialog.showMessageBox(window, {
    type: 'error',
    message: words.keepsCrashing,
    detail: words.keepsCrashingDetail,
    buttons: [words.tryAgain, words.startPage, words.closeWindow],
    defaultId: 0,
    cancelId: 2
  })
  return choices[response]
}
