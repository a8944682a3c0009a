/**
 * Quitting: a person is asked when something runs; then what must finish (turns settled, journals flushed) is
 * done once, has a limit, and the app quits for certain. Called by startDesktop.ts.
 */
import { messageOf } from '../../../shared/errors.ts'
import type { Clock } from '../../clock.ts'
import type { Log } from '../../log.ts'

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
  /** Closes everything but the app itself; the next attempt to quit ends it at once. Never rejects. */
  settle(): Promise<void>
}

type Phase = 'open' | 'asking' | 'closing' | 'settled'

export function quitOnce(app: Quittable, { mayQuit, close, clock, log }: QuitOptions): Quit {
  let phase: Phase = 'open'

  /** Resolves with the exit code, after the limit at the latest. */
  const closeAll = (): Promise<number> =>
    new Promise((resolve) => {
      const limit = clock.setTimeout(() => {
        log.error({ limitMs: quitLimitMs }, 'closing took too long; quitting without it')
        resolve(1)
      }, quitLimitMs)
      void close().then(
        () => {
          limit.cancel()
          resolve(0)
        },
        (error: unknown) => {
          limit.cancel()
          log.error({ error: messageOf(error) }, 'closing failed')
          resolve(1)
        }
      )
    })

  const end = (): void => {
    if (phase === 'settled') return app.exit(0)
    if (phase === 'closing') return
    phase = 'closing'
    void closeAll().then((code) => app.exit(code)) // never rejects
  }

  app.on('before-quit', (event) => {
    // `exit` ends the app; Electron's own way would ask every window again.
    event.preventDefault()
    if (phase === 'settled') return app.exit(0)
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
  return {
    now: end,
    settle: async () => {
      if (phase === 'closing' || phase === 'settled') return
      phase = 'closing'
      await closeAll()
      phase = 'settled'
    }
  }
}
