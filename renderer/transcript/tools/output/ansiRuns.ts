/** A program's text in its colours: runs of one look each. Pure; `AnsiText` draws them. */
import Anser from 'anser'

export type AnsiColour =
  /** One of the sixteen a terminal's theme defines, as ours does. */
  | { readonly kind: 'named'; readonly name: string }
  /** Each 0 to 255. */
  | { readonly kind: 'exact'; readonly red: number; readonly green: number; readonly blue: number }

export interface AnsiRun {
  readonly text: string
  readonly colour: AnsiColour | null
  readonly ground: AnsiColour | null
  readonly marks: ReadonlySet<Anser.DecorationName>
}

/** Anser writes down each mark that is set, also one that is set already, and copies all of them for each run. */
class OnceEach extends Anser {
  declare decorations: Anser.DecorationName[]

  override processChunkJson(
    text: string,
    options?: Anser.AnserOptions,
    markup?: boolean
  ): Anser.AnserJsonEntry {
    const entry = super.processChunkJson(text, options, markup)
    this.decorations = [...new Set(this.decorations)]
    return entry
  }
}

/** @param text as `terminalText` leaves it */
export function ansiRuns(text: string): readonly AnsiRun[] {
  return new OnceEach()
    .ansiToJson(text, { json: true, use_classes: true, remove_empty: true })
    .map((entry) => ({
      text: entry.content,
      colour: colourOf(entry.fg, entry.fg_truecolor),
      ground: colourOf(entry.bg, entry.bg_truecolor),
      marks: new Set(entry.decorations)
    }))
}

/** `ansi-red`, `ansi-bright-red`, `ansi-palette-200`, or `ansi-truecolor` with `r, g, b` beside it. */
function colourOf(name: string | null, exact: string | null): AnsiColour | null {
  if (name === null) return null
  if (name === 'ansi-truecolor') {
    const [red = 0, green = 0, blue = 0] = (exact ?? '').split(', ').map(Number)
    return { kind: 'exact', red, green, blue }
  }
  const index = /^ansi-palette-(\d+)$/.exec(name)?.[1]
  return index === undefined
    ? { kind: 'named', name: name.replace('ansi-', '') }
    : paletteColour(Number(index))
}

/** Of the 256: a cube of six steps each way, then 24 greys. */
function paletteColour(index: number): AnsiColour {
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10
    return { kind: 'exact', red: grey, green: grey, blue: grey }
  }
  const step = (value: number): number => (value === 0 ? 0 : 55 + value * 40)
  const place = index - 16
  return {
    kind: 'exact',
    red: step(Math.floor(place / 36)),
    green: step(Math.floor(place / 6) % 6),
    blue: step(place % 6)
  }
}
