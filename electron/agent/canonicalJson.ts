/** One text for one JSON value, whatever the order of its fields. Pure. Used by `permissionRule.ts` to compare calls. */

/** Deeper than any tool's input. */
const DEEPEST = 32

/** Null for what JSON cannot say exactly, and for what is nested too deep: it equals nothing. */
export function canonicalJson(value: unknown): string | null {
  return textOf(value, 0)
}

function textOf(value: unknown, depth: number): string | null {
  if (depth > DEEPEST) return null
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return JSON.stringify(value)
    case 'number':
      return Number.isFinite(value) ? JSON.stringify(value) : null
    case 'object':
      if (value === null) return 'null'
      return Array.isArray(value) ? listText(value, depth) : fieldsText(value, depth)
    default:
      return null
  }
}

function listText(values: readonly unknown[], depth: number): string | null {
  const texts = Array.from(values, (value) => textOf(value, depth + 1))
  return texts.includes(null) ? null : `[${texts.join(',')}]`
}

function fieldsText(fields: object, depth: number): string | null {
  const texts: string[] = []
  const sorted = Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1))
  for (const [name, value] of sorted) {
    const text = textOf(value, depth + 1)
    if (text === null) return null
    texts.push(`${JSON.stringify(name)}:${text}`)
  }
  return `{${texts.join(',')}}`
}
