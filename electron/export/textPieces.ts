/**
 * Large texts and values in pieces, so that nobody waits while one is turned into a document. An empty piece is a chance
 * for others to have their turn. Used by the kinds of exports and by `maskText.ts`.
 */

/** UTF-16 units that are worked on at once: about a millisecond. */
export const PIECE = 32 * 1024

/** A text in pieces, none of which ends within a surrogate pair. */
export function* piecesOf(text: string, length = PIECE): Generator<string> {
  for (let from = 0; from < text.length;) {
    let to = Math.min(from + length, text.length)
    if (to < text.length && isHighSurrogate(text.charCodeAt(to - 1))) to += 1
    yield text.slice(from, to)
    from = to
  }
}

/** As `piecesOf`, cut before the end of a line or a quotation where there is one near. */
export function* looseUnits(text: string, length = PIECE): Generator<string> {
  for (let from = 0; from < text.length;) {
    const to = from + length >= text.length ? text.length : cutBefore(text, from + length, from + length / 2)
    yield text.slice(from, to)
    from = to
  }
}

function cutBefore(text: string, to: number, least: number): number {
  for (let at = to; at > least; at -= 1) {
    const code = text.charCodeAt(at)
    if (code === 0x0a || code === 0x22) return at
  }
  return isHighSurrogate(text.charCodeAt(to - 1)) ? to + 1 : to
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}

/** As `JSON.stringify(value, null, indent)`; what JSON has no word for is left out or `null`, as there. */
export function* jsonPieces(value: unknown, indent = 0, margin = ''): Generator<string> {
  if (sizeOf(value, PIECE) < PIECE) {
    const text = JSON.stringify(value, null, indent) ?? 'null'
    yield indent === 0 ? text : text.replaceAll('\n', `\n${margin}`)
  } else if (typeof value === 'string') {
    yield '"'
    for (const piece of piecesOf(value)) yield JSON.stringify(piece).slice(1, -1)
    yield '"'
  } else if (Array.isArray(value)) {
    yield* listed(
      '[',
      ']',
      indent,
      margin,
      value.map((item: unknown) => ['', item] as const)
    )
  } else if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value)
      .filter(([, item]: [string, unknown]) => item !== undefined)
      .map(
        ([key, item]: [string, unknown]) =>
          [`${JSON.stringify(key)}:${indent === 0 ? '' : ' '}`, item] as const
      )
    yield* listed('{', '}', indent, margin, entries)
  }
}

function* listed(
  open: string,
  close: string,
  indent: number,
  margin: string,
  entries: readonly (readonly [string, unknown])[]
): Generator<string> {
  const inner = indent === 0 ? '' : `\n${margin}${' '.repeat(indent)}`
  yield open
  for (const [at, [name, item]] of entries.entries()) {
    yield `${at === 0 ? '' : ','}${inner}${name}`
    yield* jsonPieces(item, indent, `${margin}${' '.repeat(indent)}`)
  }
  yield `${indent === 0 ? '' : `\n${margin}`}${close}`
}

/** About how much text a value has, counted no further than `enough`. */
function sizeOf(value: unknown, enough: number): number {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return 8
  let size = 2
  for (const key in value) {
    size += key.length + 4
    if (size >= enough) return size
  }
  for (const item of Object.values(value)) {
    size += sizeOf(item, enough - size)
    if (size >= enough) return size
  }
  return size
}
