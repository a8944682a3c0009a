/**
 * What is said of what crashed, and of a page that does not answer. Told by crashDumps.ts, reloadAfterCrash.ts and
 * hungPage.ts.
 */

export const crashes = {
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
