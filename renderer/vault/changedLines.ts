/** The lines two texts differ in, with some around them: for a change of one line in a small file. Pure. */

export interface ChangedLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** Lines shown around a change. */
const AROUND = 2

export function changedLines(before: string, after: string): ChangedLine[] {
  const [old, now] = [linesOf(before), linesOf(after)]
  let start = 0
  while (start < old.length && start < now.length && old[start] === now[start]) start += 1
  let end = 0
  while (end < Math.min(old.length, now.length) - start && old.at(-1 - end) === now.at(-1 - end)) end += 1
  const lines = (kind: ChangedLine['kind'], some: readonly string[]): ChangedLine[] =>
    some.map((text) => ({ kind, text }))
  return [
    ...lines('same', now.slice(Math.max(0, start - AROUND), start)),
    ...lines('removed', old.slice(start, old.length - end)),
    ...lines('added', now.slice(start, now.length - end)),
    ...lines('same', now.slice(now.length - end, now.length - end + AROUND))
  ]
}

function linesOf(text: string): string[] {
  return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/)
}
