/** Under which id a fork holds a message of the session it was copied from. Called by `session/past/pastParts.ts`. */
import { fieldsAt, textAt } from '../record/fields.ts'
import { findNewest } from '../find/findNewest.ts'

/** Some forks keep the ids, others name where each record came from. Null when it was not copied. */
export function idOfCopy(file: string, messageId: string): Promise<string | null> {
  return findNewest(file, JSON.stringify(messageId), (record) => {
    const uuid = textAt(record, 'uuid')
    const from = textAt(fieldsAt(record, 'forkedFrom') ?? {}, 'messageUuid')
    return uuid === messageId || from === messageId ? uuid : null
  })
}
