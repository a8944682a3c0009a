/** Finds `[^label]` for the lexer, where that footnote is in the text. */
import type { TokenizerExtension, Tokens } from 'marked'
import { normalLabel } from '../blocks/block.ts'

export interface NoteToken extends Tokens.Generic {
  readonly type: 'note'
  readonly raw: string
  readonly label: string
}

export const noteMarks: TokenizerExtension = {
  name: 'note',
  level: 'inline',
  start: (text) => {
    const found = text.indexOf('[^')
    return found === -1 ? undefined : found
  },
  tokenizer(text): NoteToken | undefined {
    const match = /^\[\^([^\s[\]]{1,99})\]/.exec(text)
    if (match?.[1] === undefined || !(normalLabel(`^${match[1]}`) in this.lexer.tokens.links))
      return undefined
    return { type: 'note', raw: match[0], label: match[1] }
  }
}
