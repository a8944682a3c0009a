/** Which files are in no list, and why: asked by the doctor. */
import { z } from 'zod'
import type { PassedOverCounts } from '../../agent/transcriptHistory.ts'
import type { Question } from './question.ts'

const Count = z.number().int().nonnegative()

const Counts = z.object({ unreadable: Count, empty: Count, not_a_session: Count, no_folder: Count })

export const noneOver: PassedOverCounts = { unreadable: 0, empty: 0, not_a_session: 0, no_folder: 0 }

export const passedOver: Question<null, PassedOverCounts> = {
  name: 'passed_over',
  ask: z.null(),
  answer: Counts
}
