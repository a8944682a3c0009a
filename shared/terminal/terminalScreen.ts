/**
 * What stands on a terminal in the end, when a program moved its cursor: progress that is written over its own lines
 * stands once, as the last picture of it. Lines are as long as they are written, for nobody knows how wide the
 * terminal was. Pure; `terminalText` asks here for texts that move. Its work grows with the length of the text.
 */
import { CellLine } from './CellLine.ts'
import { NO_LOOK, changedLook } from './cellLook.ts'

const ESCAPE = String.fromCharCode(27)
const BELL = String.fromCharCode(7)
/** A sequence with its parameters and its last letter; a picture; a title or a link; any other; what is no sequence. */
const PARTS = new RegExp(
  `${ESCAPE}\\[([0-?]*)[ -/]*([@-~])|${ESCAPE}[PX^_][^${ESCAPE}]*${ESCAPE}\\\\|${ESCAPE}\\][^${BELL}${ESCAPE}\\n]*(?:${BELL}|${ESCAPE}\\\\)?|${ESCAPE}[ -/]+[0-~]|${ESCAPE}([0-Z\\\\^-~])|[\\n\\r\\b\\t]|[^${ESCAPE}\\n\\r\\b\\t]+|${ESCAPE}`,
  'g'
)
const MOVES = new RegExp(`${ESCAPE}(?:\\[[\\d;]*[@A-HJ-MPSTXdfsu\`]|[78DEMc]|\\[\\?(?:47|1047|1049)[hl])`)

/** Of a terminal of usual size: what is set by its place on the screen begins so far above the cursor. */
const SCREEN_LINES = 50
const MOST_COLUMNS = 1_000
const TAB = 8

/** Whether the text moves the cursor up, down or to a place: only then does it need a screen. */
export function movesCursor(text: string): boolean {
  return MOVES.test(text)
}

/** Lines of text, with the colours of its cells as sequences, each line's from its own beginning. */
export function screenText(text: string): string {
  const screen = new Screen(text.length)
  for (const [part, parameters, letter, single] of text.matchAll(PARTS)) {
    if (letter !== undefined) screen.obey(letter, parameters ?? '')
    else if (single !== undefined) screen.obeySingle(single)
    else if (part.startsWith(ESCAPE) && part !== ESCAPE) continue
    else screen.write(part)
  }
  return screen.text()
}

class Screen {
  #lines: CellLine[] = [new CellLine()]
  #row = 0
  #column = 0
  #look = NO_LOOK
  #saved = { row: 0, column: 0 }
  /** The line that is the first of the screen: lines above it have left it for good. */
  #top = 0
  /** The lines under a picture that takes the whole screen for a while. */
  #under: { readonly lines: CellLine[]; readonly row: number; readonly column: number } | null = null
  /** Work that moves may still make: empty cells and lines, and those that are moved. */
  #spare: number

  constructor(length: number) {
    this.#spare = 4 * length + 10_000
  }

  text(): string {
    const lines = this.#under === null ? this.#lines : [...this.#under.lines, ...this.#lines]
    return lines.map((line) => line.text()).join('\n')
  }

  write(part: string): void {
    if (part === '\n') this.#startLine(this.#row + 1)
    else if (part === '\r') this.#column = 0
    else if (part === '\b') this.#column = Math.max(0, this.#column - 1)
    else if (part === '\t') this.#column = (Math.floor(this.#column / TAB) + 1) * TAB
    else {
      const line = this.#line()
      const empty = this.#column - line.length
      if (empty > 0) this.#column = line.length + this.#paid(empty)
      this.#column = line.write(this.#column, part, this.#look)
    }
  }

  obeySingle(sign: string): void {
    if (sign === '7') this.#save()
    else if (sign === '8') this.#restore()
    else if (sign === 'M') this.#row = Math.max(0, this.#row - 1)
    else if (sign === 'E') this.#startLine(this.#row + 1)
    else if (sign === 'D') this.#goDown(1)
    else if (sign === 'c') this.#beginAnew()
  }

  obey(letter: string, parameters: string): void {
    if (parameters.startsWith('?')) {
      if (/^\?(?:47|1047|1049)$/.test(parameters)) this.#turn(letter === 'h')
      return
    }
    if (letter === 'm') this.#look = changedLook(this.#look, parameters)
    else this.#move(letter, numbersOf(parameters))
  }

  #move(letter: string, numbers: readonly number[]): void {
    const count = Math.max(1, numbers[0] ?? 1)
    switch (letter) {
      case 'A':
        this.#row = Math.max(0, this.#row - count)
        return
      case 'F':
        this.#startLine(Math.max(0, this.#row - count))
        return
      case 'B':
        this.#goDown(count)
        return
      case 'E':
        this.#goDown(count)
        this.#column = 0
        return
      case 'C':
        this.#goTo(this.#column + count)
        return
      case 'D':
        this.#column = Math.max(0, this.#column - count)
        return
      case 'G':
      case '`':
        this.#goTo(count - 1)
        return
      case 'd':
        this.#goToRow(count - 1)
        return
      case 'H':
      case 'f':
        this.#goToRow(count - 1)
        this.#goTo(Math.max(1, numbers[1] ?? 1) - 1)
        return
      case 's':
        this.#save()
        return
      case 'u':
        this.#restore()
        return
      default:
        this.#erase(letter, numbers[0] ?? 0, count)
    }
  }

  #erase(letter: string, what: number, count: number): void {
    // What is moved or emptied costs as much as a part of what is written.
    const moved = Math.ceil((this.#line().length + this.#lines.length) / 32)
    if (this.#paid(moved) < moved) return
    switch (letter) {
      case 'K':
        this.#line().erase(what === 0 ? this.#column : 0, what === 1 ? this.#column + 1 : Infinity)
        return
      case 'J':
        this.#eraseLines(what)
        return
      case 'X':
        this.#line().erase(this.#column, this.#column + count)
        return
      case 'P':
        this.#line().remove(this.#column, count)
        return
      case '@':
        this.#line().insert(this.#column, this.#paid(Math.min(count, MOST_COLUMNS)))
        return
      case 'M':
        this.#lines.splice(this.#row, count)
        return
      case 'L':
        this.#lines.splice(this.#row, 0, ...this.#newLines(Math.min(count, SCREEN_LINES)))
        return
      default: // What moves nothing.
    }
  }

  #eraseLines(what: number): void {
    if (what === 0) {
      this.#line().erase(this.#column, Infinity)
      this.#lines.length = this.#row + 1
    } else if (what === 1) {
      for (let row = this.#firstLine(); row < this.#row; row += 1) this.#lines[row] = new CellLine()
      this.#line().erase(0, this.#column + 1)
    } else {
      // The place of the cursor stays; lines below it come when they are written.
      this.#lines.length = Math.min(this.#lines.length, this.#firstLine())
    }
  }

  #beginAnew(): void {
    this.#look = NO_LOOK
    this.#goToRow(0)
    this.#column = 0
    this.#eraseLines(2)
  }

  #turn(isOn: boolean): void {
    if (isOn && this.#under === null) {
      this.#under = { lines: this.#lines, row: this.#row, column: this.#column }
      this.#lines = []
      this.#row = 0
      this.#column = 0
      this.#top = 0
    } else if (!isOn && this.#under !== null) {
      const { lines, row, column } = this.#under
      this.#lines = lines
      this.#row = row
      this.#column = column
      this.#top = 0
      this.#under = null
    }
  }

  #save(): void {
    this.#saved = { row: this.#row, column: this.#column }
  }

  #restore(): void {
    this.#row = Math.min(this.#saved.row, this.#lines.length)
    this.#column = this.#saved.column
  }

  #startLine(row: number): void {
    this.#row = row
    this.#column = 0
    this.#line()
  }

  /** No further than the screen goes: below the last line there are as many as it has. */
  #goDown(count: number): void {
    this.#row += this.#paid(Math.min(count, SCREEN_LINES))
  }

  #goTo(column: number): void {
    const to = Math.min(column, MOST_COLUMNS)
    this.#column = to <= this.#column ? to : this.#column + this.#paid(to - this.#column)
  }

  #goToRow(row: number): void {
    this.#row = this.#firstLine() + this.#paid(Math.min(row, 4 * SCREEN_LINES))
  }

  #firstLine(): number {
    this.#top = Math.max(this.#top, this.#lines.length - SCREEN_LINES)
    return this.#top
  }

  #line(): CellLine {
    while (this.#lines.length <= this.#row) this.#lines.push(new CellLine())
    return this.#lines[this.#row] ?? new CellLine()
  }

  #newLines(count: number): CellLine[] {
    return Array.from({ length: this.#paid(count) }, () => new CellLine())
  }

  #paid(count: number): number {
    const granted = Math.min(count, this.#spare)
    this.#spare -= granted
    return granted
  }
}

function numbersOf(parameters: string): readonly number[] {
  return parameters
    .slice(0, 100)
    .split(';')
    .map((number) => Math.min(Number.parseInt(number, 10) || 0, 100_000))
}
