import { expect, it } from 'vitest'
import type { SessionMessage } from '../../../shared/session.ts'
import { placeThread } from './placeThread.ts'
import { answer, prompt, result, toolUse } from '../../../tests/support/transcript/testTranscript.ts'

function at(millisecond: number, message: SessionMessage): SessionMessage {
  return { ...message, createdAt: `2026-01-05T08:00:00.00${millisecond}Z` }
}

const start = at(2, answer('a1', toolUse('t1')))
const session = [at(1, prompt('p1')), start, at(5, result('r1', 't1')), at(7, answer('a2'))]

it.each([
  ['stands between its tool use and its report', [3, 4], ['p1', 'a1', 's0', 's1', 'r1', 'a2']],
  ['stands in front of a report of the same moment', [5], ['p1', 'a1', 's0', 'r1', 'a2']],
  ['never stands before its tool use', [0, 1, 2], ['p1', 'a1', 's0', 's1', 's2', 'r1', 'a2']],
  [
    'goes on behind a report that only said it had begun',
    [4, 6, 9],
    ['p1', 'a1', 's0', 'r1', 's1', 'a2', 's2']
  ],
  ['keeps its own order, whatever its times say', [6, 3], ['p1', 'a1', 'r1', 's0', 's1', 'a2']]
])('what a subagent did %s', (_, times, ids) => {
  const thread = times.map((time, index) => at(time, answer(`s${index}`)))
  expect(placeThread(session, 't1', thread).map(({ id }) => id)).toStrictEqual(ids)
})

it('subagents that worked at the same time are told as they worked', () => {
  const both = [at(1, answer('a1', toolUse('t1'), toolUse('t2'))), at(8, result('r', 't1'))]
  const one = [at(2, answer('x1')), at(4, answer('x2'))]
  const other = [at(3, answer('y1')), at(5, answer('y2'))]
  const placed = placeThread(placeThread(both, 't1', one), 't2', other)
  expect(placed.map(({ id }) => id)).toStrictEqual(['a1', 'x1', 'y1', 'x2', 'y2', 'r'])
})

it('times in different notations are compared as times', () => {
  const late = { ...answer('s'), createdAt: '2026-01-05T09:00:00.003+01:00' }
  expect(placeThread(session, 't1', [late]).map(({ id }) => id)).toStrictEqual(['p1', 'a1', 's', 'r1', 'a2'])
})
