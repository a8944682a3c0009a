/** Line breaks of a text are line breaks, without the spaces around them. Asked by both lexers. Pure. */

/** Length of the break that begins `rest`, 0 for none: the last one of a text breaks nothing. */
export function lineBreakLength(rest: string): number {
  const line = behindSpaces(rest, 0)
  if (rest.charAt(line) !== '\n') return 0
  const next = behindSpaces(rest, line + 1)
  return rest.slice(next).trimStart() === '' ? 0 : next
}

/** Where a text ends before its first break, at least behind its first character; its length when it holds none. */
export function textLength(text: string): number {
  const end = text.indexOf('\n', 1)
  if (end === -1 || text.slice(end).trimStart() === '') return text.length
  let length = end
  while (length > 1 && text.charAt(length - 1) === ' ') length -= 1
  return length
}

function behindSpaces(text: string, from: number): number {
  let at = from
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at += 1
  return at
}
