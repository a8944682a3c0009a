/** What German counts with. */
import { pluralIn } from '../plural.ts'

export const plural = pluralIn('de')
