/**
 * What a refusal looks like, at every door: HTTP bodies, acknowledgements, failed turns.
 * `code` is for programs and never changes; `message` is a sentence for people that says what
 * happened and what can be done.
 */
import { z } from 'zod'

export const Failure = z.object({
  code: z.string().min(1),
  message: z.string().min(1),
  /** What an agent itself said of it, in its words. */
  said: z.string().optional(),
  /** When a limit that was reached begins anew. */
  resetsAt: z.iso.datetime({ offset: true }).optional()
})
export type Failure = z.infer<typeof Failure>

export const ErrorBody = z.object({ error: Failure })
export type ErrorBody = z.infer<typeof ErrorBody>

/** Thrown inside the server to leave any door with a code, a sentence and an HTTP status. */
export class Refusal extends Error {
  readonly code: string
  readonly status: number

  constructor(status: number, code: string, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Refusal'
    this.code = code
    this.status = status
  }

  toFailure(): Failure {
    return { code: this.code, message: this.message }
  }
}

/** The sentence in anything that was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}

/** The `code` Node and SQLite put on their errors (`ENOENT`, `SQLITE_BUSY`), or null. */
export function codeOf(thrown: unknown): string | null {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return null
  return typeof thrown.code === 'string' ? thrown.code : null
}

/** Closes a `switch` over a union: a new member that is not handled fails to compile. */
export function unreachable(value: never): never {
  throw new Error(`unhandled case: ${JSON.stringify(value)}`)
}

/** Turns a zod error into one sentence that names the path: `config.model: expected string`. */
export function describeIssues(error: z.ZodError): string {
  return error.issues
    .slice(0, 3)
    .map((issue) => `${pathOf(issue.path)}: ${issue.message}`)
    .join('; ')
}

function pathOf(path: readonly PropertyKey[]): string {
  const text = path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
  return text === '' ? 'value' : text
}
