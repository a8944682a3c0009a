/**
 * A page that does not answer: wait or load it again. The question goes away by itself when the page answers.
 * Called by sessionWindow.ts.
 */
import { type BrowserWindow, dialog } from 'electron'
import { messageOf } from '../../../shared/errors.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'
import type { DesktopWords } from '../../../shared/words/en/desktop/index.ts'
import type { Log } from '../../log.ts'

export function askWhenHung(window: BrowserWindow, language: () => LanguageCode, log: Log): void {
  let question: AbortController | null = null
  window.on('unresponsive', () => {
    if (question !== null) return
    log.warn({}, 'a page does not answer')
    const asked = new AbortController()
    question = asked
    void ask(window, wordsIn(language()).desktop.crashes, asked.signal)
      .then((reload) => {
        if (reload && !window.isDestroyed()) {
          // A page in an endless loop does not unload: its process has to end first, which loads it again.
          window.webContents.forcefullyCrashRenderer()
        }
      })
      .catch((error: unknown) =>
        log.error({ error: messageOf(error) }, 'nobody could be asked about a hung page')
      )
      .finally(() => {
        question = null
      })
  })
  const over = (): void => question?.abort()
  window.on('responsive', over)
  window.once('closed', over)
}

/** True to load it again. */
async function ask(
  window: BrowserWindow,
  words: DesktopWords['crashes'],
  signal: AbortSignal
): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: words.hangs,
    detail: words.hangsDetail,
    buttons: [words.wait, words.loadAgain],
    defaultId: 0,
    cancelId: 0,
    signal
  })
  return response === 1 && !signal.aborted
}
