import { expect, test } from 'vitest'
import { SessionId } from '../../shared/ids.ts'
import type { SessionSummary } from '../../shared/session.ts'
import { sampleSession } from '../../tests/support/sampleSession.ts'
import type { SessionFilter } from '../stores/sessionList.ts'
import { sidebarRows } from './sidebarRows.ts'

const NOW = new Date(2026, 0, 10, 15).getTime()
let made = 0

function session(title: string, day: number, changes: Partial<SessionSummary> = {}): SessionSummary {
  const id = SessionId.parse(`00000000-0000-4000-8000-${String((made += 1)).padStart(12, '0')}`)
  const createdAt = new Date(2026, 0, day, 9).toISOString()
  return { ...sampleSession, id, title, createdAt, updatedAt: createdAt, ...changes }
}

const sessions = [
  session('of today', 10),
  session('in a terminal', 10, { origin: 'terminal' }),
  session('old and wanted', 2, { pinned: true }),
  session('wanted', 9, { pinned: true, origin: 'background' }),
  session('put away', 8, { archived: true })
]

const drawn = (filter: SessionFilter) =>
  sidebarRows(sessions, filter, NOW).map((item) =>
    item.isHeading === true ? `# ${item.label}` : item.session.title
  )

test('those wanted at hand come first, whatever their day', () => {
  expect(drawn('all')).toEqual([
    '# Pinned',
    'wanted',
    'old and wanted',
    '# Today',
    'of today',
    'in a terminal'
  ])
})

test.each([
  ['mine', ['# Pinned', 'old and wanted', '# Today', 'of today']],
  ['terminal', ['# Today', 'in a terminal']],
  ['archived', ['# Last 7 days', 'put away']]
] as const)('only what is asked for: %s', (filter, rows) => {
  expect(drawn(filter)).toEqual(rows)
})
