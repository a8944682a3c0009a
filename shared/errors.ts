/**
 * What a refusal looks like, at every door: HTTP bodies, acknowledgements, failed turns.
 * `code` is for programs and never changes; `message` is a sentence for people that says what
 * happened and what can be done. A page says it in its own language, by the code and its parameters.
 */
import { z } from 'zod'

/** What a sentence names: paths, counts, and which of several things happened under one code. */
export const Parameters = z.record(z.string(), z.union([z.string(), z.number()]))
export type Parameters = Readonly<z.infer<typeof Parameters>>

/** Of an HTTP answer that refuses: the parameters as URI-encoded JSON. */
export const PARAMETERS_HEADER = 'Skein-Parameters'

/** Why something was refused or went wrong: `code` is for programs, `message` an English sentence for people. */
export const Failure = z.object({
  code: z.string().min(1),
  message: z.string().min(1),
  /** What an agent itself said of it, in its words. */
  said: z.string().optional(),
  /** When a limit that was reached begins anew. */
  resetsAt: z.iso.datetime({ offset: true }).optional(),
  parameters: Parameters.optional()
})
export type Failure = z.infer<typeof Failure>

/** A sentence of ours as its code and what it names, for who says it in another language. */
export const Coded = z.object({ code: z.string().min(1), parameters: Parameters.optional() })
export type Coded = z.infer<typeof Coded>

/** The body of every HTTP answer of 400 and above. */
export const ErrorBody = z.object({ error: Failure })
export type ErrorBody = z.infer<typeof ErrorBody>

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
