/** Text too long to stand in a message goes along as an attachment. Pure. */
import type { Attachment } from '../../../shared/session.ts'
import { strings } from '../../strings/strings.ts'
import { LONG_PASTE_CHARACTERS, LONG_PASTE_LINES } from './limits.ts'

export function isLongPaste(text: string): boolean {
  return text.length > LONG_PASTE_CHARACTERS || lineCount(text) > LONG_PASTE_LINES
}

/** An end of line at the very end begins no other. */
export function lineCount(text: string): number {
  let lines = text.endsWith('\n') ? 0 : 1
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}

/** Under a name none of the others has. */
export function pastedText(text: string, others: readonly Attachment[]): Attachment {
  const taken = new Set(others.map(({ name }) => name))
  let number = 1
  while (taken.has(strings.composer.attach.pastedName(number))) number += 1
  return { type: 'text', name: strings.composer.attach.pastedName(number), text }
}
