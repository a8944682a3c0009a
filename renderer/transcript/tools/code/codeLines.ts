/** Coloured code, line by line; and the colours of a line joined with other marks in it. Pure. */
import type { CodeRun } from '../../markdown/code/colourCode.ts'

/** The runs of each line, without their line breaks. */
export function codeLines(runs: readonly CodeRun[]): readonly (readonly CodeRun[])[] {
  const lines: CodeRun[][] = [[]]
  for (const { tone, text } of runs) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([])
      const plain = part.endsWith('\r') ? part.slice(0, -1) : part
      if (plain !== '') lines.at(-1)?.push({ tone, text: plain })
    }
  }
  return lines
}

/** A stretch of a line of one colour that is marked or not. */
export interface MarkedRun extends CodeRun {
  readonly changed: boolean
}

/** Both say the same text, cut differently; where they disagree on it the marks win and colours are left out. */
export function withMarks(
  runs: readonly CodeRun[],
  marks: readonly { readonly text: string; readonly changed: boolean }[]
): readonly MarkedRun[] {
  const text = marks.map((mark) => mark.text).join('')
  if (runs.map((run) => run.text).join('') !== text) return marks.map((mark) => ({ ...mark, tone: null }))
  const joined: MarkedRun[] = []
  let run = 0
  let used = 0
  for (const mark of marks) {
    for (let left = mark.text; left !== '';) {
      const { tone, text: whole } = runs[run] ?? { tone: null, text: left }
      const part = left.slice(0, whole.length - used)
      joined.push({ tone, text: part, changed: mark.changed })
      left = left.slice(part.length)
      used += part.length
      if (used >= whole.length) {
        run += 1
        used = 0
      }
    }
  }
  return joined
}
