/** Puts one number into the text of a JSON object and leaves every other byte as it is. Pure. */

export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `text` is a JSON object, or null where there is none yet. */
export function withNumber(text: string | null, key: string, value: number): string {
  const entry = `${JSON.stringify(key)}: ${value}`
  if (text === null) return `{\n  ${entry}\n}\n`
  const { values, open, isEmpty } = topLevel(text)
  const there = values.findLast((one) => one.key === key) // The last one counts.
  if (there !== undefined) return `${text.slice(0, there.from)}${value}${text.slice(there.to)}`
  const space = /^\s*/.exec(text.slice(open))?.[0] ?? ''
  const rest = text.slice(open)
  return isEmpty
    ? `${text.slice(0, open)}\n  ${entry}\n${rest.trimStart()}`
    : `${text.slice(0, open)}${space}${entry},${space === '' ? ' ' : ''}${rest}`
}

interface TopLevel {
  /** Where the values of the object's own keys stand. */
  readonly values: readonly { readonly key: string; readonly from: number; readonly to: number }[]
  /** Behind the object's brace. */
  readonly open: number
  readonly isEmpty: boolean
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gsu

function topLevel(text: string): TopLevel {
  const values: { key: string; from: number; to: number }[] = []
  let depth = 0
  let open = 0
  let key: string | null = null
  let from: number | null = null
  let end = 0
  for (const { 0: said, index } of text.matchAll(token)) {
    const closes = said === '}' || said === ']'
    if (depth === 1 && (said === ',' || closes)) {
      if (key !== null && from !== null) values.push({ key, from, to: end })
      key = null
      from = null
    } else if (depth === 1 && key === null) {
      const name: unknown = JSON.parse(said)
      key = String(name)
    } else if (depth === 1 && said !== ':') from ??= index
    end = index + said.length
    if (said === '{' || said === '[') {
      depth += 1
      if (depth === 1) open = end
    }
    if (closes) depth -= 1
  }
  return { values, open, isEmpty: values.length === 0 }
}
