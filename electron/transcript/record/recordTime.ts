/** When a record was written, whatever notation it tells that in. Pure; called by all that read records. */
import { textAt } from './fields.ts'
import type { Fields } from './fields.ts'

/** The record's time as it is written, or in ISO when it is another notation; null without one. */
export function timeOf(record: Fields): string | null {
  const text = textAt(record, 'timestamp')
  if (text === null || isUsualTime(text)) return text
  const time = Date.parse(text)
  if (Number.isNaN(time)) return null
  // Engines accept the 31st of any month; what is kept as written must be a date.
  const iso = new Date(time).toISOString()
  return isoTime.test(text) && iso.slice(0, 10) === text.slice(0, 10) ? text : iso
}

const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/
const usualTime = '0000-00-00T00:00:00.000Z'

/** The notation nearly every record has, told without a regular expression or a date: this is hot and cold. */
function isUsualTime(text: string): boolean {
  if (text.length !== usualTime.length) return false
  for (let at = 0; at < text.length; at += 1) {
    const expected = usualTime.charCodeAt(at)
    const code = text.charCodeAt(at)
    if (expected === zero ? code < zero || code > nine : code !== expected) return false
  }
  const month = text.slice(5, 7)
  const day = text.slice(8, 10)
  const isDay = month >= '01' && month <= '12' && day >= '01' && day <= '28'
  return isDay && text.slice(11, 13) <= '23' && text.slice(14, 16) <= '59' && text.slice(17, 19) <= '59'
}

const zero = 48
const nine = 57

const timeKey = Buffer.from('"timestamp":"')
const LONGEST_TIME = 40

/** The record's own time stands last of all its times: behind what a message may hold. */
export function timeIn(line: Buffer): string | null {
  const at = line.lastIndexOf(timeKey)
  if (at === -1) return null
  const begin = at + timeKey.length
  const end = line.indexOf('"', begin)
  return end === -1 || end - begin > LONGEST_TIME
    ? null
    : timeOf({ timestamp: line.toString('latin1', begin, end) })
}
