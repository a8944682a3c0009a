/** How an HTTP call to the session server can fail; thrown by `createHttpClient`'s calls alone. */
import type { Failure } from '../../shared/errors.ts'

export class RequestFailure extends Error {
  /** 0 when there was no answer. */
  readonly status: number
  readonly code: string
  readonly failure: Failure

  constructor(status: number, failure: Failure, options?: ErrorOptions) {
    super(failure.message, options)
    this.name = 'RequestFailure'
    this.status = status
    this.code = failure.code
    this.failure = failure
  }
}

/** What is shown of anything that was thrown by a call. */
export function failureOf(thrown: unknown): Failure {
  if (thrown instanceof RequestFailure) return thrown.failure
  return { code: 'unexpected', message: thrown instanceof Error ? thrown.message : String(thrown) }
}
