/** Reads what a tool shows of a file: its lines, numbered as Claude Code numbers them or not at all. Pure. */

export interface NumberedLine {
  readonly number: number
  readonly text: string
}

export interface NumberedText {
  readonly lines: readonly NumberedLine[]
  /** What follows the lines and is none of them (a reminder, a note); empty when nothing does. */
  readonly rest: string
}

const NUMBERED = /^\s*(\d+)(?:\t|→)(.*)$/

/** @param first the number of the first line where the text has no numbers of its own */
export function numberedLines(text: string, first = 1): NumberedText {
  const given = (text.endsWith('\n') ? text.slice(0, -1) : text).split(/\r?\n/)
  const start = NUMBERED.exec(given[0] ?? '')
  if (!start) {
    const lines = text === '' ? [] : given.map((line, index) => ({ number: first + index, text: line }))
    return { lines, rest: '' }
  }
  const lines: NumberedLine[] = []
  for (const [index, line] of given.entries()) {
    const match = NUMBERED.exec(line)
    const number = Number(match?.[1])
    // A line of the file may look like a numbered one, but not with the next number.
    if (!match || (index > 0 && number !== (lines.at(-1)?.number ?? 0) + 1)) {
      return { lines: withoutLastEmpty(lines), rest: given.slice(index).join('\n').trim() }
    }
    lines.push({ number, text: match[2] ?? '' })
  }
  return { lines: withoutLastEmpty(lines), rest: '' }
}

/** A final newline of the file comes as one more number with nothing behind it. */
function withoutLastEmpty(lines: readonly NumberedLine[]): readonly NumberedLine[] {
  return lines.length > 1 && lines.at(-1)?.text === '' ? lines.slice(0, -1) : lines
}
