/**
 * What a composition root does with errors that nobody caught. Called by main.ts and headless.ts.
 *
 * A rejected promise that nobody awaited is a bug in one task; sessions are separate, so it is
 * logged and serving goes on. An exception that nobody caught may have left anything half done:
 * the only ones we live on with are broken pipes and sockets, whose owners hear of it by `close` as
 * well. After any other, `end` is called once, which settles turns and flushes journals.
 */
import { codeOf, messageOf } from '../../shared/errors.ts'
import type { Log } from '../log.ts'

const brokenPipes = new Set(['EPIPE', 'ECONNRESET', 'ERR_STREAM_DESTROYED', 'ERR_STREAM_WRITE_AFTER_END'])

export interface ErrorSource {
  on(event: 'unhandledRejection' | 'uncaughtException', listener: (error: unknown) => void): unknown
}

export function surviveErrors(source: ErrorSource, log: Log, end: (error: unknown) => void): void {
  let ending = false
  source.on('unhandledRejection', (error) => {
    log.error(factsOf(error), 'a promise was rejected and nobody handled it')
  })
  source.on('uncaughtException', (error) => {
    const code = codeOf(error)
    if (code !== null && brokenPipes.has(code)) {
      log.warn({ code }, 'the other end of a pipe or socket is gone')
      return
    }
    log.error(factsOf(error), 'an exception was not caught')
    if (ending) return
    ending = true
    end(error)
  })
}

function factsOf(error: unknown): object {
  return { error: messageOf(error), stack: error instanceof Error ? error.stack : undefined }
}
