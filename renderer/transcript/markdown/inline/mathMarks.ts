/** Finds math inside a line, and in lines of its own, for the lexer. What is math and what is a price is said in `shared/markdown/mathSource.ts`. */
import type { TokenizerExtension, Tokens } from 'marked'
import { mathBlockLength, mathBlockPlace } from '../../../../shared/markdown/mathBlock.ts'
import { mathPlace, readMath } from '../../../../shared/markdown/mathSource.ts'

export interface MathToken extends Tokens.Generic {
  readonly type: 'math'
  readonly raw: string
  readonly source: string
  readonly display: boolean
}

export const mathMarks: TokenizerExtension = {
  name: 'math',
  level: 'inline',
  start: mathPlace,
  tokenizer(text, tokens): MathToken | undefined {
    // The lexer has cut the text right before the dollar.
    const math = readMath(text, tokens.at(-1)?.raw.at(-1) ?? '')
    return math === null ? undefined : { type: 'math', ...math }
  }
}

export interface MathBlockToken extends Tokens.Generic {
  readonly type: 'mathBlock'
  readonly raw: string
}

/** In an item or a quote: elsewhere the text has been cut there. */
export const mathLines: TokenizerExtension = {
  name: 'mathBlock',
  level: 'block',
  start: mathBlockPlace,
  tokenizer(text): MathBlockToken | undefined {
    const length = mathBlockLength(text)
    return length === 0 ? undefined : { type: 'mathBlock', raw: text.slice(0, length) }
  }
}
