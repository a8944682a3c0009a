/**
 * Quitting: a person is asked when something runs; then what must finish (turns settled, journals flushed) is
 * done once, has a limit, and the app quits for certain. Called by main.ts.
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

export interface QuitOptions {
  /** Whether the app may end now. Asked again at each attempt, never while it is still being asked. */
  readonly mayQuit: () => Promise<boolean>
  readonly close: () => Promise<void>
  readonly clock: Clock
  readonly log: Log
}

export interface Quit {
  /** Ends without asking: the machine shuts down, or a person has decided already. */
  now(): void
}

type Phase = 'open' | 'asking' | 'closing'

export function quitOnce(app: Quittable, { mayQuit, close, clock, log }: QuitOptions): Quit {
  let phase: Phase = 'open'

  const end = (): void => {
    if (phase === 'closing') return
    phase = 'closing'
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
  }

  app.on('before-quit', (event) => {
    // `exit` ends the app; Electron's own way would ask every window again.
    event.preventDefault()
    if (phase !== 'open') return
    phase = 'asking'
    void mayQuit().then(
      (may) => {
        if (phase !== 'asking') return
        phase = 'open'
        if (may) end()
      },
      (error: unknown) => {
        log.error({ error: messageOf(error) }, 'nobody could be asked before quitting')
        end()
      }
    )
  })
  return { now: end }
}
