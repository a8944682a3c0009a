/**
 * Text from a door to a value for a schema. Nothing of ours is nested deeper than an input of a tool; what is nested
 * ten thousandfold is there to break whoever walks through it.
 */
import { parseJson } from '../../shared/parseJson.ts'

const deepest = 200

/** Undefined for what is no JSON, or nested too deep: no schema takes it. */
export function parseShallowJson(text: string): unknown {
  const value = parseJson(text)
  return isDeep(value) ? undefined : value
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
