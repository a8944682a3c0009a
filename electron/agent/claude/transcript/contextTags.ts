/**
 * What editors and Claude Code put before or behind a person's words for the model: the file that is open, what
 * is selected, reminders. Only what stands by itself at the beginning or the end of the text is taken away; in
 * the middle of a sentence it is what somebody wrote. Pure, linear; used by `prompt.ts` and `userRecord.ts`.
 */

/** Tags of editors (`ide_opened_file`, `ide_selection`, `ide_diagnostics`, …) begin alike. */
const editorTag = /^<(ide_[a-z_]+)(?:\s[^<>]{0,500})?>/
const contextTag =
  /^<(system-reminder|local-command-caveat|new-diagnostics|fork-boilerplate|current-file|open-files|user-prompt-submit-hook|session-start-hook)(?:\s[^<>]{0,500})?>/

/** How much is taken for context: what a terminal says was typed can hold no reminder, but an editor's tags. */
export type ContextKind = 'editor' | 'all'

/** The text without it; empty when there was nothing else. A text that holds none comes back as it is. */
export function withoutContext(text: string, kind: ContextKind): string {
  const begin = behindLeading(text, kind)
  if (begin === text.length) return ''
  const end = kind === 'all' ? beforeTrailing(text, begin) : text.length
  return begin === 0 && end === text.length ? text : text.slice(begin, end)
}

/** The list of tools that Claude Code puts into the summary of a compaction, for the model. */
const toolsUsed =
  /^<system-reminder>\n<tools-used-before-summary>[^<]*<\/tools-used-before-summary>\n<\/system-reminder>\n/mu

export function withoutToolsUsed(summary: string): string {
  return summary.replace(toolsUsed, '')
}

/** Reminders behind the output of a tool. */
export function withoutReminders(output: string): string {
  const end = beforeTrailing(output, 0)
  return end === output.length ? output : output.slice(0, end)
}

function behindLeading(text: string, kind: ContextKind): number {
  let at = 0
  for (;;) {
    const start = skipBlank(text, at)
    const tag = tagAt(text, start, kind)
    const closed = tag === null ? -1 : endOf(text, start, tag)
    if (closed === -1) return at === 0 ? 0 : start
    at = closed
    if (skipBlank(text, at) === text.length) return text.length
  }
}

function tagAt(text: string, at: number, kind: ContextKind): string | null {
  if (text[at] !== '<') return null
  const head = text.slice(at, at + 600)
  return (editorTag.exec(head) ?? (kind === 'all' ? contextTag.exec(head) : null))?.[1] ?? null
}

function endOf(text: string, start: number, tag: string): number {
  const close = `</${tag}>`
  const at = text.indexOf(close, start)
  return at === -1 ? -1 : at + close.length
}

const reminderStart = '<system-reminder>'
const reminderEnd = '</system-reminder>'

/** Where the reminders at the end begin, each on a line of its own. */
function beforeTrailing(text: string, begin: number): number {
  let end = text.length
  for (;;) {
    const last = lastInk(text, end)
    if (!text.slice(0, last).endsWith(reminderEnd)) return end
    const start = text.lastIndexOf(reminderStart, last - reminderEnd.length)
    if (start < begin || !beginsLine(text, start)) return end
    end = lastInk(text, start)
    if (end <= begin) return begin
  }
}

function beginsLine(text: string, at: number): boolean {
  return at === 0 || text[at - 1] === '\n'
}

function skipBlank(text: string, from: number): number {
  let at = from
  while (at < text.length && isBlank(text.charCodeAt(at))) at += 1
  return at
}

function lastInk(text: string, from: number): number {
  let at = from
  while (at > 0 && isBlank(text.charCodeAt(at - 1))) at -= 1
  return at
}

function isBlank(code: number): boolean {
  return code === 0x20 || (code >= 0x09 && code <= 0x0d)
}
