/**
 * What the output of a command is, to be drawn as that: `/context` answers in Markdown, `/usage` in columns that
 * only stand under each other where every space counts. Pure; asked where a notice is drawn and where it is exported.
 */

/** How the output of an agent's own command is drawn. */
export type OutputKind =
  /** One line of words. */
  | 'line'
  | 'markdown'
  /** Lines and spaces mean something. */
  | 'plain'

/** Told by the lines alone: no command says what its output is. */
export function outputKind(text: string): OutputKind {
  const lines = text.trim().split('\n')
  if (lines.length === 1) return 'line'
  return lines.some(isMarkdownLine) ? 'markdown' : 'plain'
}

/** What nobody writes by chance: a heading, the line below the head of a table, a fence, a bold name and its value. */
function isMarkdownLine(line: string): boolean {
  return /^(?:#{1,6} \S|\|(?: ?:?-{2,}:? ?\|)+\s*$|`{3}|\*\*[^*]{1,80}:?\*\*:? \S)/u.test(line)
}
