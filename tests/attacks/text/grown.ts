/** How a text of any size is made of a little. Used by the tables of slow texts beside this file. */

export interface SlowText {
  readonly name: string
  /** A text of about so many characters. */
  readonly make: (size: number) => string
}

export function grown(piece: string): (size: number) => string {
  return (size) => piece.repeat(Math.ceil(size / piece.length))
}

/** `open` as often as there is room for, then as often `close`. */
export function nested(open: string, middle: string, close: string): (size: number) => string {
  return (size) => {
    const depth = Math.max(1, Math.floor(size / (open.length + close.length)))
    return open.repeat(depth) + middle + close.repeat(depth)
  }
}

/** No two pieces the same. */
export function numbered(piece: (at: number) => string): (size: number) => string {
  return (size) => {
    const pieces: string[] = []
    let length = 0
    for (let at = 0; length < size; at += 1) {
      const next = piece(at)
      pieces.push(next)
      length += next.length
    }
    return pieces.join('')
  }
}

/** What anybody writes: what the slow ones are measured against. */
export function plainText(size: number): string {
  const paragraph =
    'The **parser** reads one line at a time, and `takeLine` says what it is. See [the page](https://example.com/a) for more of it; ' +
    'nothing here is *slow*, and nothing is long.\n\n- first of the two\n- second of them\n\n'
  return paragraph.repeat(Math.ceil(size / paragraph.length)).slice(0, size)
}
