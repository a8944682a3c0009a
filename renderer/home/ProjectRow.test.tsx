import { render, screen } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { expect, test } from 'vitest'
import type { Project } from '../../shared/session.ts'
import { projectId } from '../../tests/support/connection/sessionFixtures.ts'
import { ProjectRow } from './ProjectRow.tsx'

const at = '2026-01-01T10:00:00.000Z'

function draw(changes: Partial<Project>): HTMLElement {
  const project = {
    id: projectId,
    path: '/code/tides',
    name: 'tides',
    trusted: false,
    createdAt: at,
    lastOpenedAt: at
  }
  render(
    <MemoryRouter>
      <ProjectRow
        project={{ ...project, ...changes }}
        now={Date.parse(at)}
        onRemove={() => Promise.resolve(null)}
      />
    </MemoryRouter>
  )
  return screen.getByRole('link')
}

test('a project whose folder is gone says so and still leads to its sessions', () => {
  const link = draw({ missing: true })
  expect(link.textContent).toContain('The folder is gone. What was said in it can still be read.')
  expect(link.getAttribute('href')).toBe(`/projects/${projectId}`)
})

test('one whose folder is there says nothing of it', () => {
  expect(draw({}).textContent).not.toContain('gone')
})
