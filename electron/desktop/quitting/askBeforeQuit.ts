/**
 * What a person is asked when they quit while agents work: wait for them, stop them, or stay. Made by startDesktop.ts,
 * asked by quitOnce.ts.
 */
import { type BrowserWindow, dialog } from 'electron'
import type { Activity } from '../context/activity.ts'
import { answers, quitQuestion } from './quitQuestion.ts'
import { wordsIn } from '../../../shared/words/languages.ts'
import type { LanguageCode } from '../../../shared/words/languages.ts'

export interface QuitQuestion {
  readonly activity: Activity
  /** The window the question belongs to; null when all are closed. */
  readonly front: () => BrowserWindow | null
  readonly language: () => LanguageCode
  /** Called when everything has ended and the person chose to wait for that. */
  readonly quit: () => void
  /** Called when they chose to stay and no window is left. */
  readonly reopen: () => void
}

/** Returns whether the app may end now. */
export function askBeforeQuit(options: QuitQuestion): () => Promise<boolean> {
  const { activity, front, language, quit, reopen } = options
  let stopWaiting: (() => void) | null = null
  const waitForEnd = (): void => {
    stopWaiting ??= activity.onChange(() => {
      if (activity.running.length > 0) return
      stopWaiting?.()
      stopWaiting = null
      quit()
    })
  }

  return async () => {
    if (activity.running.length === 0) return true
    const question = quitQuestion(activity.running, wordsIn(language()).desktop.quitting)
    const window = front()
    const { response } = await (window === null
      ? dialog.showMessageBox(question)
      : dialog.showMessageBox(window, question))
    // It may have ended while the question stood.
    if (response === answers.stop || activity.running.length === 0) return response !== answers.cancel
    if (response === answers.wait) waitForEnd()
    else {
      stopWaiting?.()
      stopWaiting = null
      if (front() === null) reopen()
    }
    return false
  }
}
