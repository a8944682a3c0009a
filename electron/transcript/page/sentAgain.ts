/**
 * By what a prompt is known that a program has written down again under another id: the same words, sent in the same
 * turn, at the same time or in the same place. Pure; `tally.ts` counts such a prompt once, and `ownCopy.ts` finds the
 * one that follows its own copy.
 */
import { createHash } from 'node:crypto'
import { wordsOf } from './earlierRoots.ts'
import { textAt } from '../record/fields.ts'
import type { Fields } from '../record/fields.ts'
import { isOurs } from '../record/record.ts'
import { timeOf } from '../record/recordTime.ts'

/** None for what is no prompt of another program's: the ids in our own transcripts are the ones we gave. */
export function keysOfSending(record: Fields): readonly string[] {
  if (record['type'] !== 'user' || isOurs(record)) return []
  const words = createHash('sha256').update(wordsOf(record)).digest('base64')
  const facts = [
    ['turn', textAt(record, 'promptId')],
    ['time', timeOf(record)],
    ['place', record['parentUuid'] === null ? 'beginning' : textAt(record, 'parentUuid')]
  ]
  return facts.flatMap(([what, fact]) => (!fact ? [] : [`${what} ${fact} ${words}`]))
}
