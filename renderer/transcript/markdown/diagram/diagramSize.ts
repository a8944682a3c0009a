/**
 * Whether a diagram is drawn at once, or when it is asked for. Mermaid has no limit to its work: a few hundred arrows,
 * or one label of a few thousand signs, take it many seconds. Pure.
 */

/** People and agents write less; up to here each takes a fraction of a second. */
const MOST_CHARACTERS = 6_000
const MOST_LINES = 120
const LONGEST_LINE = 500
const LONGEST_WORD = 120
/** In one line: tags, entities and marks of Markdown are each measured by themselves; `&` multiplies arrows. */
const MOST_SIGNS = 24
const MOST_AND = 8
/** More of them make tables of cells, ticks or days without end. */
const LONGEST_NUMBER = 4

export function isQuickToDraw(source: string): boolean {
  if (source.length > MOST_CHARACTERS) return false
  const lines = source.split('\n').filter((line) => line.trim() !== '')
  return lines.length <= MOST_LINES && lines.every(isQuickLine) && !hasLargeNumbers(source)
}

function isQuickLine(line: string): boolean {
  return (
    line.length <= LONGEST_LINE &&
    count(line, /[<#*_`$;]/g) <= MOST_SIGNS &&
    count(line, /&/g) <= MOST_AND &&
    line.split(/[\s"'()[\]{}|,:;<>/]+/).every((word) => word.length <= LONGEST_WORD)
  )
}

/** Numbers that say how often something is done: options, columns, bits, days. Years and colours are none. */
function hasLargeNumbers(source: string): boolean {
  const long = new RegExp(`(?<![#\\w.])\\d{${LONGEST_NUMBER + 1},}|\\d[eE]\\+?\\d`)
  const isCounted = /^\s*(?:%%\{|---)|\b(?:block|packet|gantt)/m.test(source)
  return isCounted && long.test(source)
}

function count(text: string, sign: RegExp): number {
  return text.match(sign)?.length ?? 0
}
