/** What notifications say. Shown by startAttention.ts. */
import type { Told } from '../../../shared/attention.ts'

export interface TellingWords {
  readonly told: Readonly<Record<Told, string>>
  readonly untitled: string
  readonly answers: Readonly<Record<'allow' | 'deny', string>>
}

const en: TellingWords = {
  told: {
    waiting: 'A session waits for your answer',
    finished: 'A session has finished',
    failed: 'A session has failed'
  },
  untitled: 'New session',
  answers: { allow: 'Allow Once', deny: 'Deny' }
}

const de: TellingWords = {
  told: {
    waiting: 'Eine Sitzung wartet auf deine Antwort',
    finished: 'Eine Sitzung ist fertig',
    failed: 'Eine Sitzung ist gescheitert'
  },
  untitled: 'Neue Sitzung',
  answers: { allow: 'Einmal erlauben', deny: 'Ablehnen' }
}

export const wordsForTelling = { en, de } as const
