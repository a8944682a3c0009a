/**
 * Chromium's own processes (graphics, network, sound) are started again by itself when they are lost; that it happened
 * is in the log. Pages are reloadAfterCrash.ts. Called by main.ts.
 */
import type { App } from 'electron'
import type { Log } from '../../log.ts'

export function logLostProcesses(app: Pick<App, 'on'>, log: Log): void {
  app.on('child-process-gone', (_event, { type, name, reason, exitCode }) => {
    if (reason !== 'clean-exit') log.warn({ type, name, reason, exitCode }, 'a process of Chromium was lost')
  })
}
