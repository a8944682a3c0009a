/** Which words of a line changed, where a line took the place of another. Pure. */
import { diffWordsWithSpace } from 'diff'

/** A stretch of a line; `changed` marks what the other line does not have. */
export interface WordRun {
  readonly text: string
  readonly changed: boolean
}

export interface WordChanges {
  readonly before: readonly WordRun[]
  readonly after: readonly WordRun[]
}

const LONGEST_LINE = 500
/** Insertions and deletions; more make two different lines. */
const MOST_EDITS = 60
/** Of the longer line, that must be common: below it, marks would only flicker. */
const LEAST_COMMON = 0.35

/** Null when the lines have too little in common, or are too long, for marks to help. */
export function wordChanges(before: string, after: string): WordChanges | null {
  if (before.length > LONGEST_LINE || after.length > LONGEST_LINE) return null
  const changes = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  if (changes === undefined) return null
  const common = changes.reduce(
    (sum, { value, added, removed }) => sum + (added || removed ? 0 : value.trim().length),
    0
  )
  if (common < LEAST_COMMON * Math.max(before.trim().length, after.trim().length)) return null
  return {
    before: changes.flatMap(({ value, added, removed }) =>
      added ? [] : [{ text: value, changed: removed }]
    ),
    after: changes.flatMap(({ value, added, removed }) => (removed ? [] : [{ text: value, changed: added }]))
  }
}
