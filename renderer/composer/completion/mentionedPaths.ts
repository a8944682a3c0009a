/** The files a text mentions, as `@path` or `@"path with spaces"`, each once. Pure. */

/** Only what reads like a path: with a slash or an ending. `@someone` is a person. */
export function mentionedPaths(text: string): readonly string[] {
  const mentions = text.matchAll(/(?:^|\s)@(?:"([^"\n]+)"|([^\s"]+))/gu)
  const paths = [...mentions].map(([, quoted, plain]) => quoted ?? withoutMarks(plain ?? ''))
  return [...new Set(paths.filter(readsLikePath))]
}

const MARKS: ReadonlySet<string> = new Set('.,;:!?)]}\'"')

/** A mention at the end of a sentence is followed by its mark. */
function withoutMarks(path: string): string {
  let end = path.length
  while (MARKS.has(path.charAt(end - 1))) end -= 1
  return path.slice(0, end)
}

function readsLikePath(path: string): boolean {
  return path.includes('/') || /\.[\p{L}\p{N}]+$/u.test(path)
}
