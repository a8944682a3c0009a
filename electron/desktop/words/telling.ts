/** What notifications say. Shown by startAttention.ts. */
import type { Told } from '../../../shared/attention.ts'

export interface TellingWords {
  readonly told: Readonly<Record<Told, string>>
  readonly untitled: string
}

const en: TellingWords = {
  told: {
    waiting: 'A session waits for your answer',
    finished: 'A session has finished',
    failed: 'A session has failed'
  },
  untitled: 'New session'
}

const de: TellingWords = {
  told: {
    waiting: 'Eine Sitzung wartet auf deine Antwort',
    finished: 'Eine Sitzung ist fertig',
    failed: 'Eine Sitzung ist gescheitert'
  },
  untitled: 'Neue Sitzung'
}

export const wordsForTelling = { en, de } as const
