/**
 * Quitting: what must finish (turns settled, journals flushed) is done once, has a limit, and then
 * the app quits for certain. Called by main.ts.
 */
import { messageOf } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'

export const quitLimitMs = 5_000

/** The part of Electron's `app` that matters here. */
export interface Quittable {
  on(event: 'before-quit', listener: (event: { preventDefault(): void }) => void): unknown
  exit(code: number): void
}

export function quitOnce(
  app: Quittable,
  close: () => Promise<void>,
  { clock, log }: { readonly clock: Clock; readonly log: Log }
): void {
  let closing = false
  app.on('before-quit', (event) => {
    // `exit` ends the app; Electron's own way would ask every window again.
    event.preventDefault()
    if (closing) return
    closing = true
    const limit = clock.setTimeout(() => {
      log.error({ limitMs: quitLimitMs }, 'closing took too long; quitting without it')
      app.exit(1)
    }, quitLimitMs)
    void close().then(
      () => {
        limit.cancel()
        app.exit(0)
      },
      (error: unknown) => {
        limit.cancel()
        log.error({ error: messageOf(error) }, 'closing failed')
        app.exit(1)
      }
    )
  })
}
