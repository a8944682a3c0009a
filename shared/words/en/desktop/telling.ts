/** What notifications say. Shown by startAttention.ts. */
import type { AttentionReason } from '../../../attentionReason.ts'

export const telling = {
  told: {
    waiting: 'A session waits for your answer',
    finished: 'A session has finished',
    failed: 'A session has failed'
  } satisfies Readonly<Record<AttentionReason, string>>,
  waitsElsewhere: 'A session waits for your answer in another program',
  untitled: 'New session',
  answers: { allow: 'Allow Once', deny: 'Deny' }
}
