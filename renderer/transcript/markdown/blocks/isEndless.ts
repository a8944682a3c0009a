/** Whether a block is shown as one long text, unread. Pure. */

/** Nobody wrote a line so long by hand, nor a block so large; the lexer would take long for some. */
const LONGEST_LINE = 16_384
const LONGEST = 131_072

export function isEndless(raw: string): boolean {
  return raw.length > LONGEST || (raw.length > LONGEST_LINE && hasLongLine(raw))
}

function hasLongLine(raw: string): boolean {
  return raw.split('\n').some((line) => line.length > LONGEST_LINE)
}
