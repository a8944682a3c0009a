/** Turns `&amp;` and its like into characters: marked's lexer leaves them for an HTML renderer, and we have none. */
import { characterEntities } from 'character-entities'
import { decodeReferences } from '../../../../shared/markdown/entities.ts'

export function decodeEntities(text: string): string {
  return decodeReferences(text, characterEntities)
}
