import { expect, it } from 'vitest'
import { ProjectId } from '../../shared/ids.ts'
import { askedOf, readTyped, withFilter } from './typedSearch.ts'

const projects = [
  { id: ProjectId.parse('11111111-0000-4000-8000-000000000001'), name: 'Garden' },
  { id: ProjectId.parse('11111111-0000-4000-8000-000000000002'), name: 'two words' }
]

it('filters are read out of what is typed, and what means nothing is a word', () => {
  const typed = readTyped(
    'gate project:gard tool:Bash after:2026-01-02 in:all role:nobody before:soon "a b"',
    projects
  )
  expect(typed.words).toBe('gate role:nobody before:soon "a b"')
  expect(askedOf(typed, projects)).toEqual({
    q: 'gate role:nobody before:soon "a b"',
    projectId: projects[0]?.id,
    agent: undefined,
    role: undefined,
    tool: 'Bash',
    since: '2026-01-02',
    until: undefined,
    scope: 'all',
    sort: undefined
  })
})

it('a chip writes to the text and takes away what it wrote', () => {
  expect(withFilter('gate', 'project', 'two words')).toBe('gate project:"two words" ')
  expect(withFilter('gate project:"two words" x', 'project', null)).toBe('gate x')
  expect(withFilter('role:user gate', 'role', 'assistant')).toBe('gate role:assistant ')
})
