import { describe, expect, it } from 'vitest'
import type { Token } from 'marked'
import { lexBlock, NO_LINKS } from './lexBlock.ts'

/** The sources of all math in a line. */
function mathIn(text: string): readonly unknown[] {
  const found: unknown[] = []
  const look = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if (token.type === 'math') found.push('source' in token ? token['source'] : null)
      if ('tokens' in token && token.tokens) look(token.tokens)
    }
  }
  look(lexBlock(text, NO_LINKS))
  return found
}

describe('math in a line', () => {
  it.each([
    ['$x$', ['x']],
    ['a $x^2 + y_1$, and $\\alpha$.', ['x^2 + y_1', '\\alpha']],
    ['($n$)', ['n']],
    ['\\(a_1\\) and \\[ b \\] and $$c$$', ['a_1', 'b', 'c']],
    ['*$a * b$*', ['a * b']],
    ['$5 + 3 = 8$', ['5 + 3 = 8']],
    ['$f(x) = \\text{two words}$', ['f(x) = \\text{two words}']]
  ])('is found in %s', (text, sources) => {
    expect(mathIn(text)).toEqual(sources)
  })

  it.each([
    'It costs $5 and $10.',
    'from $5 to US$ in a year',
    'US$5 or A$6',
    '$5-$10',
    'set $HOME and $PATH',
    '$HOME/$USER',
    '`$x$`',
    '\\$x\\$',
    '$ x $',
    'between $100 million and 200 million$ more',
    "$('#a').b; $('.c')"
  ])('is not seen in %s', (text) => {
    expect(mathIn(text)).toEqual([])
  })
})
