/** What is said when a person quits while agents work. Shown by askBeforeQuit.ts. */
import { plural } from '../plural.ts'

export const quitting = {
  message: (running: number) =>
    plural(running, { one: 'One session is at work.', other: `${running} sessions are at work.` }),
  detail: 'You can let them finish first. What is stopped is kept, and you can go on with it later.',
  waits: 'waits for you',
  untitled: 'New session',
  more: (count: number) => `and ${count} more`,
  wait: 'Quit when they are done',
  stop: 'Stop them and quit',
  cancel: 'Cancel'
}
