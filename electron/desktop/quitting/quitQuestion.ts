/** The question a person is asked when they quit while agents work. Pure; shown by askBeforeQuit.ts. */
import type { MessageBoxOptions } from 'electron'
import type { ActiveSession } from '../context/activity.ts'
import type { DesktopWords } from '../../../shared/words/en/desktop/index.ts'
import { isolated } from '../../../shared/isolated.ts'

/** A list that is longer says how many more there are. */
const LISTED = 8

/** The places of the buttons. */
export const answers = { wait: 0, stop: 1, cancel: 2 } as const

export function quitQuestion(
  running: readonly ActiveSession[],
  words: DesktopWords['quitting']
): MessageBoxOptions {
  const titles = running.slice(0, LISTED).map(({ session, openPermissions }) => {
    const title = isolated(session.title ?? words.untitled)
    return openPermissions > 0 ? `• ${title} (${words.waits})` : `• ${title}`
  })
  const more = running.length - titles.length
  return {
    type: 'question',
    message: words.message(running.length),
    detail: [...titles, ...(more > 0 ? [words.more(more)] : []), '', words.detail].join('\n'),
    buttons: [words.wait, words.stop, words.cancel],
    defaultId: answers.wait,
    cancelId: answers.cancel
  }
}
