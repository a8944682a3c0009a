/** What one line of Markdown is, looked at alone. Pure; `takeLine` decides what it means where it stands. */
import { isDefinitionAddress } from '../../../../shared/markdown/definitionAddress.ts'
import { normalLabel } from './block.ts'
import type { Definition } from './block.ts'

/** Columns of white space before the first character; a tab counts as four. */
export function indentOf(line: string): number {
  let columns = 0
  for (const character of line) {
    if (character === ' ') columns += 1
    else if (character === '\t') columns += 4
    else break
  }
  return columns
}

/** Whether the line is one heading of the kind that begins with `#`. */
export function isHeading(line: string): boolean {
  return /^ {0,3}#{1,6}(?:[ \t]|$)/.test(line)
}

export function isRule(line: string): boolean {
  return /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line)
}

/** An item of a list that stands at the edge, not inside another item. */
export function isListItem(line: string): boolean {
  return /^ {0,1}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/.test(line)
}

/** The first item of a list, which may be set in a little. */
export function isListStart(line: string): boolean {
  return /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)/.test(line)
}

/** The line below the head of a table. */
export function isTableRule(line: string): boolean {
  return (
    line.includes('-') && /^ {0,3}\|?[ \t]*:?-+:?(?:[ \t]*\|[ \t]*:?-+:?)*[ \t]*\|?$/.test(line.trimEnd())
  )
}

/** `[label]: address "title"`, whole on its line. */
export function readDefinition(
  line: string
): { readonly label: string; readonly meaning: Definition } | null {
  if (!/^ {0,3}\[/.test(line)) return null
  const match =
    /^ {0,3}\[(?!\^)((?:\\.|[^[\]\\]){1,999})\]:[ \t]*(<[^<>]*>|[^\s<]\S*)(?:[ \t]+("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)))?[ \t]*$/.exec(
      line
    )
  const [, label = '', address = '', title = ''] = match ?? []
  if (label.trim() === '' || !isDefinitionAddress(address)) return null
  const href = unescaped(address.startsWith('<') ? address.slice(1, -1) : address)
  return { label: normalLabel(label), meaning: { kind: 'link', href, title: unescaped(title.slice(1, -1)) } }
}

/** The label of a footnote whose text begins on this line, with the length of what stands before it. */
export function readNote(line: string): { readonly label: string; readonly length: number } | null {
  const match = /^ {0,3}\[\^([^\s[\]]{1,99})\]:[ \t]*/.exec(line)
  return match?.[1] === undefined ? null : { label: match[1], length: match[0].length }
}

function unescaped(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}
