/**
 * Text from a door to a value for a schema. Nothing of ours is nested deeper than an input of a tool; what is nested
 * ten thousandfold is there to break whoever walks through it.
 */
const deepest = 200

/** Undefined for what is no JSON, or nested too deep: no schema takes it. */
export function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isDeep(value) ? undefined : value
  } catch {
    return undefined // No JSON is one more way of being no frame; the schema says so.
  }
}

/** Level by level, so that it needs no stack of its own. */
export function isDeep(value: unknown): boolean {
  let level = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true
    level = level.flatMap((one): unknown[] =>
      typeof one === 'object' && one !== null ? Object.values(one) : []
    )
  }
  return false
}
