/**
 * Text to a value for a schema: the one place where text that may be no JSON is read as JSON. Who needs the reason why
 * it is none, for a sentence, reads it with `JSON.parse`.
 */

/** Undefined for what is no JSON (torn, damaged, of something else), and for no text: no schema of ours takes it. */
export function parseJson(text: string | null): unknown {
  if (text === null) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined // It says nothing, and the schema behind this says so.
  }
}
