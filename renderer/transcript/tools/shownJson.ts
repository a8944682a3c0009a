/**
 * A JSON value as indented text, whatever its shape: `JSON.stringify` fails on one that nests thousands of times, and
 * indents it to a size that grows with the square. Pure.
 */

/** What is deeper is written without line breaks, what is deeper still is left out. */
const INDENTED = 20
const DEEPEST = 500
const LEFT_OUT = '…'

export function shownJson(value: unknown): string {
  const depth = depthOf(value)
  if (depth <= INDENTED) return JSON.stringify(value, null, 2) ?? ''
  return JSON.stringify(depth <= DEEPEST ? value : upTo(value, DEEPEST)) ?? ''
}

/** Counts no further than it must. */
function depthOf(value: unknown): number {
  let level: readonly unknown[] = [value]
  for (let depth = 0; depth <= DEEPEST; depth += 1) {
    level = level.flatMap(childrenOf)
    if (level.length === 0) return depth
  }
  return DEEPEST + 1
}

function upTo(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return LEFT_OUT
  if (Array.isArray(value)) return value.map((each: unknown) => upTo(each, depth - 1))
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, upTo(each, depth - 1)]))
}

/** All strings in a value, in their order. */
export function stringsIn(value: unknown): readonly string[] {
  const found: string[] = []
  const left: unknown[] = [value]
  while (left.length > 0) {
    const next = left.pop()
    if (typeof next === 'string') found.push(next)
    else for (const child of childrenOf(next).toReversed()) left.push(child)
  }
  return found
}

function childrenOf(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : []
}
