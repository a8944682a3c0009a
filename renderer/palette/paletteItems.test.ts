import { expect, test } from 'vitest'
import { MessageId, ProjectId } from '../../shared/ids.ts'
import type { ActionId } from '../../shared/keymap.ts'
import { sampleSession } from '../../tests/support/sampleSession.ts'
import { foundProjects, isOffered, matchesQuery, paletteGroups } from './paletteItems.ts'

test('only what can be done now is offered, in the order of the keymap', () => {
  const groups = paletteGroups({
    actions: new Set(['export', 'settings', 'palette']),
    sessions: [{ ...sampleSession, title: 'Mend the parser' }],
    projects: []
  })
  expect(groups.map(({ value, items }) => [value, items.map(({ label }) => label)])).toEqual([
    ['Commands', ['Settings', 'Export this session…']],
    ['Sessions', ['Mend the parser']]
  ])
})

test('there is a way to the next page of sessions, behind those that are here, as long as there is one', () => {
  const sessionItems = (hasMore: boolean): unknown =>
    paletteGroups({ actions: new Set(), sessions: [sampleSession], projects: [], hasMore })[0]?.items.map(
      ({ kind }) => kind
    )
  expect([sessionItems(true), sessionItems(false)]).toEqual([['session', 'more'], ['session']])
})

test('where it was said comes last, before the way to all of it, and is offered whatever its words', () => {
  const hit = {
    sessionId: sampleSession.id,
    projectId: sampleSession.projectId,
    messageId: MessageId.parse('m1'),
    role: 'user' as const,
    kind: 'words' as const,
    createdAt: sampleSession.createdAt,
    title: null,
    snippet: [
      { text: 'the ', isHit: false },
      { text: 'Tide', isHit: true }
    ]
  }
  const source = { actions: new Set<ActionId>(), sessions: [sampleSession], projects: [], hits: [hit] }
  expect(paletteGroups({ ...source, typed: ' ' }).map(({ value }) => value)).toEqual(['Sessions'])
  const last = paletteGroups({ ...source, typed: 'tide' }).at(-1)
  expect(last?.items.map(({ kind, label }) => [kind, label])).toEqual([
    ['hit', 'the Tide'],
    ['everything', 'Search everything for “tide”']
  ])
  expect(last?.items.map((item) => isOffered(item, 'no such words'))).toEqual([true, true])
})

test.each([
  ['Open a folder…', 'folder', true],
  ['Open a folder…', 'fold op', true],
  ['Open a folder…', 'folder close', false],
  ['Über den Parser', 'uber', true],
  ['anything', '', true]
])('“%s” for “%s”: %s', (label, query, found) => {
  expect(matchesQuery(label, query)).toBe(found)
})

test('of a thousand projects so many are offered as are of use, and any is found by its name', () => {
  const projects = Array.from({ length: 1000 }, (_, at) => ({
    id: ProjectId.parse(`00000000-0000-4000-8000-${String(at).padStart(12, '0')}`),
    path: `/code/project-${at}`,
    name: `project-${at}.`,
    trusted: false,
    createdAt: '2026-01-01T10:00:00.000Z',
    lastOpenedAt: '2026-01-01T10:00:00.000Z'
  }))
  expect(foundProjects(projects, '').length).toBe(40)
  expect(foundProjects(projects, 'project-777.').map(({ name }) => name)).toEqual(['project-777.'])
})
