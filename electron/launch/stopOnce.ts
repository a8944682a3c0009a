/** The orderly end of a server without a window. Called by headless.ts. */
import { messageOf } from '../../shared/errors.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'

/** Settling turns and flushing journals may take this long; then the process ends anyway. */
export const stopLimitMs = 10_000

/**
 * Ctrl+C under npm arrives twice: from the terminal and passed on by npm. What follows the first
 * signal this soon is the same wish.
 */
const sameWishMs = 1_000

export interface Stoppable {
  on(signal: 'SIGTERM' | 'SIGINT', listener: (signal: NodeJS.Signals) => void): unknown
  exit(code: number): void
}

/**
 * Returns `stop`, which closes and then exits with the code it was given: 1 instead when closing
 * failed or took longer than `stopLimitMs`. SIGTERM and SIGINT stop with 0. Told to stop again, the
 * process exits at once with 130.
 */
export function stopOnce(
  target: Stoppable,
  close: () => Promise<void>,
  { clock, log }: { readonly clock: Clock; readonly log: Log }
): (reason: string, exitCode: number) => void {
  let stoppingSince: number | null = null
  const stop = (reason: string, exitCode: number): void => {
    const now = clock.now().getTime()
    if (stoppingSince !== null) {
      if (now - stoppingSince > sameWishMs) target.exit(130)
      return
    }
    stoppingSince = now
    log.info({ reason }, 'stopping')
    const limit = clock.setTimeout(() => {
      log.error({ limitMs: stopLimitMs }, 'closing took too long; ending without it')
      target.exit(1)
    }, stopLimitMs)
    void close().then(
      () => {
        limit.cancel()
        target.exit(exitCode)
      },
      (error: unknown) => {
        limit.cancel()
        log.error({ error: messageOf(error) }, 'closing failed')
        target.exit(1)
      }
    )
  }
  target.on('SIGTERM', (signal) => stop(signal, 0))
  target.on('SIGINT', (signal) => stop(signal, 0))
  return stop
}
