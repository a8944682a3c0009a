/** Turns `&amp;` and its like into characters: marked's lexer leaves them for an HTML renderer, and we have none. */
import { decodeReferences } from '../../../../shared/markdown/entities.ts'
import type { Named } from '../../../../shared/markdown/entities.ts'

export function decodeEntities(text: string): string {
  return decodeReferences(text, namesOfBrowser())
}

/** The browser has the table: two thousand names that the page need not bring. One for each text. */
function namesOfBrowser(): Named {
  let area: HTMLTextAreaElement | null = null
  const known = new Map<string, string | null>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    area ??= document.createElement('textarea')
    // What stands in a textarea is text and references, never an element; a name is letters and digits.
    area.innerHTML = `&${name};`
    const { value } = area
    // Of `&notit;` a browser reads `&not` alone: that is no name.
    const isName = value !== `&${name};` && (!value.endsWith(';') || name === 'semi')
    const characters = isName ? value : null
    known.set(name, characters)
    return characters
  }
}
